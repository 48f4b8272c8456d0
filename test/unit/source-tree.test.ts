import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { runSteps } from '../support/run-steps.ts';

let work = '';

beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'grocker-test-'));
});

afterEach(() => {
  rmSync(work, { recursive: true });
});

test('the files of a zip are executable where they were, and have no other mode of the archive', async () => {
  const lines = [
    'import json, os, source_tree, sys, zipfile',
    'work = sys.argv[1]',
    'os.umask(0o022)',
    'source_tree.BUILD = work + "/build"',
    'modes = {"configure": 0o100755, "of-owner": 0o100700, "setuid": 0o104777, "private": 0o100600, "open": 0o100666, "none": 0}',
    'with zipfile.ZipFile(work + "/a-1.zip", "w") as archive:',
    '    for name, mode in modes.items():',
    '        entry = zipfile.ZipInfo("a-1/" + name)',
    '        entry.external_attr = mode << 16',
    '        archive.writestr(entry, "")',
    '    archive.writestr("a-1/empty/", "")',
    'tree = source_tree.source_tree({"source": work + "/a-1.zip"})',
    'print(json.dumps({name: oct(os.stat(tree + "/" + name).st_mode & 0o7777) for name in os.listdir(tree)}))',
  ];
  expect(await runSteps(lines, work)).toEqual({
    configure: '0o755',
    'of-owner': '0o755',
    setuid: '0o755',
    private: '0o644',
    open: '0o644',
    none: '0o644',
    empty: '0o755',
  });
});

test('the files of a directory have the modes 755 and 644, whatever the umask of its checkout was', async () => {
  const lines = [
    'import json, os, source_tree, sys',
    'work = sys.argv[1]',
    'source_tree.BUILD = work + "/build"',
    'os.makedirs(work + "/source/package/data")',
    'modes = {"package/run": 0o700, "package/group": 0o770, "package/read-only": 0o400, "package/data/menu": 0o600}',
    'for name, mode in modes.items():',
    '    open(work + "/source/" + name, "w").close()',
    '    os.chmod(work + "/source/" + name, mode)',
    'os.symlink("menu", work + "/source/package/data/link")',
    'for name in ("package/data", "package", ""):',
    '    os.chmod(work + "/source/" + name, 0o700)',
    'tree = source_tree.source_tree({"source": work + "/source"})',
    'names = ["", "package", "package/data", *modes]',
    'print(json.dumps({name: oct(os.stat(tree + "/" + name).st_mode & 0o7777) for name in names}))',
  ];
  expect(await runSteps(lines, work)).toEqual({
    '': '0o755',
    package: '0o755',
    'package/data': '0o755',
    'package/run': '0o755',
    'package/group': '0o755',
    'package/read-only': '0o644',
    'package/data/menu': '0o644',
  });
});

test('a virtual environment is not part of a source, whatever its name', async () => {
  const lines = [
    'import json, os, source_tree, sys',
    'work = sys.argv[1]',
    'source_tree.BUILD = work + "/build"',
    'for name in ("package", "my env", "tools/nested"):',
    '    os.makedirs(work + "/source/" + name)',
    'for name in ("package/a.py", "my env/pyvenv.cfg", "my env/b.py", "tools/nested/pyvenv.cfg", "tools/c.py"):',
    '    open(work + "/source/" + name, "w").close()',
    'tree = source_tree.source_tree({"source": work + "/source"})',
    'found = [os.path.relpath(os.path.join(at, name), tree) for at, _, names in os.walk(tree) for name in names]',
    'print(json.dumps(sorted(found)))',
  ];
  expect(await runSteps(lines, work)).toEqual(['package/a.py', 'tools/c.py']);
});

test.each([
  [['setup.cfg'], true],
  [['setup.cfg', 'pyproject.toml'], false],
  [['pyproject.toml'], false],
])('a project with %j is given a setup.py: %s', async (names, isGiven) => {
  const lines = [
    'import json, os, source_tree, sys',
    'work, names = sys.argv[1], json.loads(sys.argv[2])',
    'source_tree.BUILD = work + "/build"',
    'os.makedirs(work + "/source/below")',
    'for name in names:',
    '    open(work + "/source/below/" + name, "w").close()',
    'tree = source_tree.source_tree({"source": work + "/source", "subdirectory": "below"})',
    'print(json.dumps(os.path.exists(tree + "/setup.py")))',
  ];
  expect(await runSteps(lines, work, JSON.stringify(names))).toBe(isGiven);
});

test('a setup.py that is there is kept', async () => {
  const lines = [
    'import json, os, source_tree, sys',
    'work = sys.argv[1]',
    'source_tree.BUILD = work + "/build"',
    'os.makedirs(work + "/source")',
    'for name in ("setup.cfg", "setup.py"):',
    '    open(work + "/source/" + name, "w").close()',
    'tree = source_tree.source_tree({"source": work + "/source"})',
    'print(json.dumps(os.path.getsize(tree + "/setup.py")))',
  ];
  expect(await runSteps(lines, work)).toBe(0);
});
