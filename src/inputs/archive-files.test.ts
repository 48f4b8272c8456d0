import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
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

describe('the files of an archive are read as they were packed', () => {
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

describe('an archive that unpacks to too much has none that are read', () => {
  test('a tarball of one large file', () => {
    const zeros = gzipSync(Buffer.alloc(300 * 1024 ** 2), { level: 1 });
    expect(archiveFiles(zeros)).toBeUndefined();
  });

  test('a tarball of many files', () => {
    execFileSync('tar', ['-cf', 'one.tar', 'demo-1.0/empty.py'], { cwd: root });
    const header = readFileSync(join(root, 'one.tar')).subarray(0, 512);
    const many = (count: number) =>
      archiveFiles(gzipSync(Buffer.alloc(count * 512, header), { level: 1 }));
    expect(many(200_000)).toHaveLength(200_000);
    expect(many(200_001)).toBeUndefined();
  });

  test('a zip whose files overlap', () => {
    const script = `import struct, zipfile
with zipfile.ZipFile('overlapping.zip', 'w', zipfile.ZIP_DEFLATED) as archive:
    archive.writestr('demo-1.0/large.py', bytes(30 << 20))
    archive.filelist *= 10
`;
    execFileSync('python3', ['-c', script], { cwd: root });
    expect(contents('overlapping.zip')).toBeUndefined();
  });

  test('a zip with a file that is larger than it declares', () => {
    const script = `import zipfile
with zipfile.ZipFile('lying.zip', 'w', zipfile.ZIP_DEFLATED) as archive:
    archive.writestr('demo-1.0/setup.py', bytes(1 << 20))
    archive.filelist[0].file_size = 1
`;
    execFileSync('python3', ['-c', script], { cwd: root });
    const [file] = archiveFiles(readFileSync(join(root, 'lying.zip'))) ?? [];
    expect(() => file?.read()).toThrow(RangeError);
  });
});

test.each([
  ['another kind of archive', Buffer.from('BZh91AY&SY')],
  ['nothing', Buffer.alloc(0)],
  ['a cut gzip', Buffer.from('1f8b0800000000000003ab', 'hex')],
])('no files are known of %s', (_, bytes) => {
  expect(archiveFiles(bytes)).toBeUndefined();
});
