import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { testPython } from '../support/test-python.ts';

const steps = fileURLToPath(new URL('../../steps', import.meta.url));
const program = [
  'import json, sys',
  'sys.path.insert(0, sys.argv[1])',
  'import debian_libraries',
  'print(json.dumps(debian_libraries.packages(json.loads(sys.argv[2]), sys.argv[3])))',
].join('\n');

function packages(libraries: readonly string[], release: string): unknown {
  const args = ['-B', '-c', program, steps, JSON.stringify(libraries), release];
  const { stdout, stderr } = spawnSync(testPython(), args, { encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

test('a library is found in the packages of the release, whatever its name', () => {
  const asked = [
    'libpython3.13.so.1.0',
    'libGL.so.1',
    'libmagic.so.1',
    'libglib-2.0.so.0',
    'libno.so.9',
  ];
  expect(packages(asked, 'trixie')).toEqual({
    'libpython3.13.so.1.0': 'libpython3.13',
    'libGL.so.1': 'libgl1',
    'libmagic.so.1': 'libmagic1t64',
    'libglib-2.0.so.0': 'libglib2.0-0t64',
  });
  expect(packages(asked, 'bookworm')).toEqual({
    'libGL.so.1': 'libgl1',
    'libmagic.so.1': 'libmagic1',
    'libglib-2.0.so.0': 'libglib2.0-0',
  });
});

test('an unknown release has no packages', () => {
  expect(packages(['libGL.so.1'], 'buster')).toEqual({});
});
