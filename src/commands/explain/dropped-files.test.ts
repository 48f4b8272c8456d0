import { expect, test } from 'vitest';
import { droppedFiles, droppedSum } from './dropped-files.ts';

const text = '{"tests": {"bytes": 1200, "files": 3}, "type stubs": {"bytes": 40, "files": 1}}';

test('the list of dropped files is read from the package, and not from another file of that name', () => {
  const { dropped } = droppedFiles(text);
  expect(dropped).toStrictEqual({
    tests: { bytes: 1200, files: 3 },
    'type stubs': { bytes: 40, files: 1 },
  });
  expect(droppedSum([dropped, undefined, dropped])).toStrictEqual({ files: 8, bytes: 2480 });
  for (const other of [undefined, '[', '[]', '{"tests": 3}']) {
    expect(droppedFiles(other).dropped?.['tests']).toBeUndefined();
  }
});
