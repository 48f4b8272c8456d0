import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { runSteps } from '../support/run-steps.ts';

// Archives of sources that strangers made, for the step that unpacks them, with every Python that it has.

let work = '';

beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'grocker-test-'));
});

afterEach(() => {
  rmSync(work, { recursive: true });
});

/** The files of an unpacked source with their modes, or why it is refused. Its archive is made by lines of Python. */
function unpacked(...lines: readonly string[]): Promise<unknown> {
  return runSteps(
    [
      'import build_environment, gzip, io, json, os, source_tree, sys, tarfile, zipfile',
      'os.chdir(sys.argv[1])',
      'source_tree.BUILD = sys.argv[1] + "/build"',
      'def entry(name, kind=tarfile.REGTYPE, link="", mode=0o644, data=b""):',
      '    made = tarfile.TarInfo(name)',
      '    made.type, made.linkname, made.mode, made.size = kind, link, mode, len(data)',
      '    archive.addfile(made, io.BytesIO(data))',
      'archive = tarfile.open("a-1.tar.gz", "w:gz")',
      'entry("a-1/setup.py")',
      'source = "a-1.tar.gz"',
      ...lines,
      'archive.close()',
      'request = {"source": source}',
      'def files():',
      '    tree, found = source_tree.source_tree(request), {}',
      '    system = build_environment.build_system(tree, build_environment.toml_parser())',
      '    [build_environment.within(tree, path) for path in system.get("backend-path", [])]',
      '    for directory, directories, names in os.walk(tree):',
      '        for name in directories + names:',
      '            path = os.path.join(directory, name)',
      '            found[os.path.relpath(path, tree)] = oct(os.lstat(path).st_mode)',
      '    return found',
      'try:',
      '    print(json.dumps(files()))',
      'except source_tree.BadSource as error:',
      '    print(json.dumps({"refused": str(error)}))',
    ],
    work,
  );
}

const refused = (words: string) => ({ refused: expect.stringContaining(words) as string });

test('files, directories and links within a source are unpacked, and nobody writes or runs them as another user', async () => {
  const lines = [
    'entry("a-1/run", mode=0o6777)',
    'entry("a-1/private", mode=0o600)',
    'entry("a-1/b", tarfile.DIRTYPE, mode=0)',
    'entry("a-1/b/link", tarfile.SYMTYPE, "../run")',
    'entry("a-1/b/same", tarfile.LNKTYPE, "a-1/private")',
    'entry("a-1/line\\n\\x1b", mode=0o644)',
  ];
  expect(await unpacked(...lines)).toEqual({
    'setup.py': '0o100644',
    run: '0o100755',
    private: '0o100644',
    b: '0o40755',
    'b/link': '0o120777',
    'b/same': '0o100644',
    'line\n\u001B': '0o100644',
  });
});

test.each([
  ['an absolute path', ['entry(sys.argv[1] + "/escaped")'], 'leads out of the archive'],
  ['a path that leads out', ['entry("a-1/../../escaped")'], 'leads out of the archive'],
  ['an absolute link', ['entry("a-1/link", tarfile.SYMTYPE, "/etc/passwd")'], 'leads out'],
  ['a link that leads out', ['entry("a-1/link", tarfile.SYMTYPE, "../../x")'], 'leads out'],
  ['a hard link that leads out', ['entry("a-1/link", tarfile.LNKTYPE, "../x")'], 'leads out'],
  [
    'a link by way of another link',
    [
      'entry("a-1/b/c", tarfile.DIRTYPE, mode=0o755)',
      'entry("a-1/b/c/up", tarfile.SYMTYPE, "../..")',
      'entry("a-1/link", tarfile.SYMTYPE, "b/c/up/../..")',
    ],
    'leads out of the archive',
  ],
  ['a device', ['entry("a-1/device", tarfile.CHRTYPE)'], 'is neither a file nor a link'],
  ['a named pipe', ['entry("a-1/pipe", tarfile.FIFOTYPE)'], 'is neither a file nor a link'],
  ['two directories', ['entry("b-1/setup.py")'], 'has 2 entries at its top'],
  [
    'nothing in it',
    ['archive.close()', 'archive = tarfile.open("a-1.tar.gz", "w:gz")'],
    'has 0 entries',
  ],
  [
    'a link at its top',
    [
      'archive.close()',
      'archive = tarfile.open("a-1.tar.gz", "w:gz")',
      'entry("a-1", tarfile.SYMTYPE, ".")',
    ],
    '"a-1" is at the top of its archive, not a directory'.replaceAll('"', "'"),
  ],
  ['a file in place of a directory', ['entry("a-1/setup.py/b")'], 'cannot be unpacked'],
  [
    'no end',
    [
      'entry("a-1/large", data=os.urandom(90000))',
      'archive.close()',
      'os.truncate("a-1.tar.gz", 50000)',
    ],
    'cannot be unpacked',
  ],
  ['no archive in it', ['source = "a-1.zip"', 'open(source, "w").write("text")'], 'no zip archive'],
  [
    'a zip with two directories',
    [
      'source = "a-1.zip"',
      'with zipfile.ZipFile(source, "w") as made:',
      '    made.writestr("a-1/setup.py", "")',
      '    made.writestr("../b-1/setup.py", "")',
    ],
    'has 2 entries at its top',
  ],
  [
    'a zip with a password',
    [
      'source = "a-1.zip"',
      'with zipfile.ZipFile(source, "w") as made:',
      '    made.writestr("a-1/setup.py", "")',
      'data = bytearray(open(source, "rb").read())',
      'data[data.index(b"PK\\1\\2") + 8] |= 1',
      'data[6] |= 1',
      'open(source, "wb").write(data)',
    ],
    'cannot be unpacked',
  ],
  ['a pyproject.toml that is a directory', ['entry("a-1/pyproject.toml/b")'], 'cannot be read'],
  [
    'a pyproject.toml that is no TOML',
    ['entry("a-1/pyproject.toml", data=b"[build-system")'],
    'its pyproject.toml cannot be read',
  ],
  [
    'a pyproject.toml that is no text',
    ['entry("a-1/pyproject.toml", data=b"\\xff")'],
    'its pyproject.toml cannot be read',
  ],
  [
    'a pyproject.toml without end',
    ['entry("a-1/pyproject.toml", data=b"a=" + b"[" * 50000)'],
    'its pyproject.toml cannot be read',
  ],
  [
    'a back end that is no text',
    ['entry("a-1/pyproject.toml", data=b"[build-system]\\nrequires = []\\nbuild-backend = 1")'],
    '`build-backend` in its pyproject.toml is no text',
  ],
  [
    'back ends in no list',
    ['entry("a-1/pyproject.toml", data=b"[build-system]\\nrequires = []\\nbackend-path = 1")'],
    '`backend-path` in its pyproject.toml is no list of texts',
  ],
  [
    'a back end elsewhere',
    [
      'entry("a-1/pyproject.toml", data=b"[build-system]\\nrequires = []\\nbackend-path = [\'/usr/lib\']")',
    ],
    '`backend-path` in its pyproject.toml leads out of it',
  ],
])('a source with %s is refused', async (_, lines, words) => {
  expect(await unpacked(...lines)).toEqual(refused(words));
  expect(existsSync(join(work, 'escaped'))).toBe(false);
});

test('a disk that is full is not a fault of the source', async () => {
  const lines = [
    'import errno, json, source_tree',
    'try:',
    '    with source_tree.readable():',
    '        raise OSError(errno.ENOSPC, "No space left on device")',
    'except OSError as error:',
    '    print(json.dumps(error.errno == errno.ENOSPC))',
  ];
  expect(await runSteps(lines, work)).toBe(true);
});
