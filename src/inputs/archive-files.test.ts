import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { archiveFiles } from './archive-files.ts';

const root = mkdtempSync(join(tmpdir(), 'grocker-archive-'));
const long = `demo-1.0/${'deeply-nested-directory/'.repeat(8)}module-é.py`;
const texts: Readonly<Record<string, string>> = {
  'demo-1.0/setup.py': "from setuptools import setup\nsetup(name='demo')\n".repeat(50),
  'demo-1.0/empty.py': '',
  [long]: 'answer = 42\n',
};

beforeAll(() => {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  symlinkSync('setup.py', join(root, 'demo-1.0/link.py'));
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

function contents(file: string): Record<string, string> | undefined {
  const found = archiveFiles(readFileSync(join(root, file)));
  return (
    found &&
    Object.fromEntries(found.map(({ path, read }) => [path, new TextDecoder().decode(read())]))
  );
}

describe('the files of an archive are those that went into it', () => {
  test.each(['gnu', 'pax', 'ustar'])('a tarball of format %s', (format) => {
    const file = `${format}.tar.gz`;
    execFileSync('tar', [`--format=${format}`, '-czf', file, 'demo-1.0'], { cwd: root });
    expect(contents(file)).toEqual(texts);
  });

  test.each(['ZIP_DEFLATED', 'ZIP_STORED'])('a zip of %s', (method) => {
    const script = `import os, zipfile
with zipfile.ZipFile('${method}.zip', 'w', zipfile.${method}) as archive:
    for directory, _, files in os.walk('demo-1.0'):
        for name in files:
            path = os.path.join(directory, name)
            if not os.path.islink(path): archive.write(path)
`;
    execFileSync('python3', ['-c', script], { cwd: root });
    expect(contents(`${method}.zip`)).toEqual(texts);
  });
});

test.each([
  ['another kind of archive', Buffer.from('BZh91AY&SY')],
  ['nothing', Buffer.alloc(0)],
  ['a cut gzip', Buffer.from('1f8b0800000000000003ab', 'hex')],
])('%s has none that are known', (_, bytes) => {
  expect(archiveFiles(bytes)).toBeUndefined();
});
