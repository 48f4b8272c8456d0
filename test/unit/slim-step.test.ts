import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const steps = join(import.meta.dirname, '../../steps');
const directory = mkdtempSync(join(tmpdir(), 'grocker-slim-'));

afterAll(() => {
  rmSync(directory, { recursive: true });
});

function python(code: string, input: unknown): string {
  return execFileSync('python3', ['-B', '-c', code], {
    cwd: steps,
    encoding: 'utf8',
    input: JSON.stringify(input),
  });
}

/** Strips a file; whether it became smaller. */
const STRIP = `
import json, sys
from strip_elf import strip_elf
path = json.load(sys.stdin)
data = strip_elf(open(path, "rb").read())
if data is not None:
    open(path, "wb").write(data)
print(data is not None)
`;

/** Names of sections, and what the loader maps: address, size in memory and content of each segment. */
const PARTS = `
import hashlib, json, struct, sys
data = open(json.load(sys.stdin), "rb").read()
phoff, shoff = struct.unpack_from("<QQ", data, 32)
phnum, _, shnum, names = struct.unpack_from("<HHHH", data, 56)
sections = [struct.unpack_from("<IIQQQQIIQQ", data, shoff + i * 64) for i in range(shnum)]
text = data[sections[names][4]:]
segments = [struct.unpack_from("<IIQQQQQQ", data, phoff + i * 56) for i in range(phnum)]
loads = [s for s in segments if s[0] == 1]
content = []
for kind, flags, offset, address, _, size, memory, align in loads:
    piece = bytearray(data[offset:offset + size])
    # The headers say where things are in the file.
    if offset == 0:
        piece[:64] = bytes(64)
        piece[phoff:phoff + phnum * 56] = bytes(phnum * 56)
    content.append([address, memory, offset % align == address % align, hashlib.sha256(piece).hexdigest()])
print(json.dumps({"names": [text[s[0]:text.index(b"\\0", s[0])].decode() for s in sections], "loads": content}))
`;

interface Parts {
  readonly names: readonly string[];
  readonly loads: readonly unknown[];
}

const parts = (path: string) => JSON.parse(python(PARTS, path)) as Parts;

describe('a program without its symbols', () => {
  test('is mapped as before, and runs', () => {
    // Node's is the one program with symbols that every machine has which runs this.
    const path = join(directory, 'program');
    copyFileSync(process.execPath, path);
    chmodSync(path, 0o755);
    const before = parts(path);
    if (!before.names.includes('.symtab')) throw new Error('this Node has no symbols to strip');
    expect(python(STRIP, path)).toBe('True\n');
    const after = parts(path);
    expect(after.loads).toEqual(before.loads);
    expect(before.loads.length).toBeGreaterThan(1);
    expect(after.names).not.toContain('.symtab');
    expect(after.names).toContain('.dynsym');
    expect(execFileSync(path, ['-p', '6 * 7'], { encoding: 'utf8' })).toBe('42\n');
    // And once more there is nothing left to take out.
    expect(python(STRIP, path)).toBe('False\n');
  });
});

describe('is unchanged', () => {
  const header = readFileSync(process.execPath).subarray(0, 64);
  test.each([
    ['a script', Buffer.from('#!/bin/sh\n')],
    ['a header alone', header],
    [
      'a header of nothing but ones',
      Buffer.concat([header.subarray(0, 16), Buffer.alloc(48, 0xff)]),
    ],
  ])('%s', (_, bytes) => {
    const path = join(directory, 'other');
    writeFileSync(path, bytes);
    expect(python(STRIP, path)).toBe('False\n');
    expect(readFileSync(path)).toEqual(bytes);
  });

  test('a program with an archive behind it', () => {
    const path = join(directory, 'appended');
    writeFileSync(path, Buffer.concat([readFileSync(process.execPath), Buffer.from('PK')]));
    expect(python(STRIP, path)).toBe('False\n');
  });
});

/** Makes a tree of files, drops what the rules drop, and lists what is left. */
const DROP = `
import json, os, sys, tempfile
import slim
with tempfile.TemporaryDirectory() as prefix:
    root = prefix + "/lib/python3.13/site-packages"
    for path, text in json.load(sys.stdin).items():
        os.makedirs(os.path.dirname(root + "/" + path), exist_ok=True)
        open(root + "/" + path, "w").write(text)
    slim.slim(prefix)
    print(json.dumps(sorted(
        os.path.relpath(os.path.join(directory, name), root)
        for directory, _, names in os.walk(root) for name in names
    )))
`;

const left = (files: Readonly<Record<string, string>>) =>
  JSON.parse(python(DROP, files)) as readonly string[];

describe('the rules', () => {
  test('drop unused files, and directories that become empty', () => {
    expect(
      left({
        'a/__init__.py': '',
        'a/__init__.pyi': '',
        'a/py.typed': '',
        'a/include/a.h': '',
        'a/lib/liba.a': '',
        'a/sub/tests/test_a.py': '',
        'a/sub/tests/data/a.json': '',
        'a-stubs/__init__.pyi': '',
        'a-stubs/METADATA.toml': '',
        'six.py': '',
      }),
    ).toEqual(['a/__init__.py', 'six.py']);
  });

  test.each([
    ['a module that is called tests', { 'a/tests.py': '', 'a/__init__.py': '' }],
    ['a package that is called tests', { 'tests/__init__.py': '' }],
    ['public modules for tests', { 'a/test/__init__.py': '', 'a/testing/__init__.py': '' }],
    [
      'tests that a module imports',
      { 'a/__init__.py': 'from .tests.runner import run\n', 'a/tests/runner.py': '' },
    ],
    [
      'tests that a module imports when it is called',
      {
        'a/__init__.py': 'def run():\n    from a import tests\n',
        'a/tests/__init__.py': '',
      },
    ],
    [
      'stubs that a package reads to load its modules late',
      {
        'a/__init__.py': 'x, y, z = lazy.attach_stub(__name__, __file__)\n',
        'a/__init__.pyi': '',
      },
    ],
    [
      'stubs that a package reads as data',
      { 'a/__init__.py': "if path.endswith('.pyi'): pass\n", 'a/third_party/b.pyi': '' },
    ],
    [
      'headers of what compiles for a graphics card',
      { 'a/__init__.py': 'import nvrtc\n', 'a/a.cuh': '' },
    ],
  ])('keep %s', (_, files) => {
    expect(left(files)).toEqual(Object.keys(files).sort());
  });
});
