import { expect, test } from 'vitest';
import { SourceText } from '../../diagnostics/source-text.ts';
import { edited } from '../../init/text-edit.ts';
import { readDefinition } from '../../spec/definition.ts';
import { startCause, type StartFix } from './start-causes.ts';
import { usageCause } from './usage-causes.ts';
import { startEdits } from './start-edits.ts';

const facts = {
  runtime: 'bookworm/3.11',
  isOwn: (module: string) => module === 'shop',
  port: 8080,
};

// Each of these times each of the others would take minutes.
test('a log of long lines is read in time', () => {
  for (const part of ['OSError: ', 'ImportError: lib', "cannot load library '", ' ']) {
    expect(startCause(part.repeat(2_000_000 / part.length), facts)).toBeUndefined();
  }
});

test.each<[string, string | undefined, StartFix?]>([
  [
    "ModuleNotFoundError: No module named 'yaml'",
    'no installed package has the module yaml',
    { kind: 'packages', items: ['pyyaml'] },
  ],
  // Any name may be somebody's: what is not known is not written.
  ["ModuleNotFoundError: No module named 'left.pad'", 'no installed package has the module left'],
  [
    "ModuleNotFoundError: No module named 'shop.models'",
    'Python does not find shop.models, which is a file of the application',
  ],
  [
    'ImportError: libGL.so.1: cannot open shared object file: No such file or directory',
    'libGL.so.1 is not in the image',
    { kind: 'run', items: ['libgl1'] },
  ],
  [
    "OSError: cannot load library 'libgobject-2.0-0': libgobject-2.0.so.0: cannot open shared object file: No such file",
    'libgobject-2.0.so.0 is not in the image',
    { kind: 'run', items: ['libglib2.0-0'] },
  ],
  [
    'OSError: no library called "cairo-2" was found',
    'cairo-2 is not in the image',
    { kind: 'run', items: ['libcairo2'] },
  ],
  [
    'ImportError: libunheard.so.7: cannot open shared object file: No such file',
    'libunheard.so.7 is not in the image',
  ],
  [
    "KeyError: 'PORT'",
    'the application needs the variable PORT, which is not set',
    { kind: 'envs', items: { PORT: '8080' } },
  ],
  // A secret is nothing to write into a file.
  [
    "KeyError: 'DATABASE_PASSWORD'",
    'the application needs the variable DATABASE_PASSWORD, which is not set',
  ],
  [
    "OSError: [Errno 30] Read-only file system: '/home/grocker/log/x'",
    'the application writes /home/grocker/log/x, and a cluster may mount its filesystem read-only',
  ],
  [
    "PermissionError: [Errno 13] Permission denied: '/data'",
    'the user of the image has no access to /data',
  ],
  [
    'sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) unable to open database file',
    'the application cannot write its SQLite database',
  ],
  [
    'django.db.utils.OperationalError: attempt to write a readonly database',
    'the application cannot write its SQLite database',
  ],
  ['SyntaxError: invalid syntax', 'a module does not support this Python: invalid syntax'],
  ['Worker failed to boot.', undefined],
])('%s', (line, message, fix) => {
  const cause = startCause(`Traceback\n  File "app.py"\n    ${line}\n\nDone.\n`, facts);
  expect(cause?.message).toBe(message);
  expect(cause?.fix).toStrictEqual(fix);
});

test('the last of several causes is reported', () => {
  const log = "KeyError: 'FIRST'\nduring which\nKeyError: 'SECOND'\n";
  expect(startCause(log, facts)?.message).toContain('SECOND');
});

test.each<[string, StartFix, string]>([
  [
    'source: .  # a\n',
    { kind: 'packages', items: ['setuptools<81'] },
    'source: .  # a\npackages: ["setuptools<81"]\n',
  ],
  [
    'packages: [a] # b\nports: [1]\n',
    { kind: 'packages', items: ['pyyaml'] },
    'packages: [a, pyyaml] # b\nports: [1]\n',
  ],
  [
    'packages:\n  - a # b\nports: [1]\n',
    { kind: 'packages', items: ['pyyaml'] },
    'packages:\n  - a # b\n  - pyyaml\nports: [1]\n',
  ],
  ['source: .\n', { kind: 'run', items: ['libgl1'] }, 'source: .\ndependencies: {run: [libgl1]}\n'],
  [
    'dependencies: {build: [gcc]}\n',
    { kind: 'run', items: ['libgl1'] },
    'dependencies: {build: [gcc], run: [libgl1]}\n',
  ],
  ['source: .\n', { kind: 'envs', items: { PORT: '80' } }, 'source: .\nenvs: {PORT: "80"}\n'],
  [
    'envs:\n  A: b # c\nports: [1]\n',
    { kind: 'envs', items: { PORT: '80' } },
    'envs:\n  A: b # c\n  PORT: "80"\nports: [1]\n',
  ],
  ['envs: {PORT: "1"}\n', { kind: 'envs', items: { PORT: '80' } }, 'envs: {PORT: "1"}\n'],
])('a fix keeps the rest of the file: %j', (text, fix, expected) => {
  const { written } = readDefinition(new SourceText('grocker.yml', text), { args: {} });
  if (written === undefined) expect.fail('the file is not read');
  expect(edited(text, startEdits(text, written, fix))).toBe(expected);
});

// The last lines of programs of argparse, click, Typer and docopt.
test.each<[string, RegExp]>([
  [
    'usage: shop [-h] name\nshop: error: the following arguments are required: name',
    /^it is a command, not a server: it needs arguments \(name\)/,
  ],
  [
    'usage: shop [-h] (--up | --down)\nshop: error: one of the arguments --up --down is required',
    /it needs arguments \(--up --down\)/,
  ],
  [
    "Usage: shop [OPTIONS] NAME\nTry 'shop --help' for help.\n\nError: Missing argument 'NAME'.",
    /it needs arguments \(NAME\)/,
  ],
  [
    "Usage: shop [OPTIONS] NAME\n╭─ Error ──╮\n│ Missing argument 'NAME'. │\n╰──────────╯",
    /it needs arguments \(NAME\)/,
  ],
  [
    'Usage: shop [OPTIONS] COMMAND [ARGS]...\n\n  A shop.\n\nOptions:\n  --help  Show this message and exit.',
    /it printed its usage, and ended/,
  ],
  ['Usage:\n  shop.py NAME', /it printed its usage, and ended/],
  [
    'usage: gunicorn [OPTIONS] [APP_MODULE]\ngunicorn: error: unrecognized arguments: --port 80',
    /does not accept its arguments: unrecognized arguments: --port 80$/,
  ],
  [
    "Usage: uvicorn [OPTIONS] APP\nTry 'uvicorn --help' for help.\n\nError: No such option: --bind",
    /does not accept its arguments: No such option: --bind$/,
  ],
])('a command line that a program refuses: %j', (log, message) => {
  expect(startCause(log, facts)?.message).toMatch(message);
  expect(usageCause(log)?.message).toMatch(message);
});

test('a usage before a crash is not the cause', () => {
  const log = "usage: shop\nModuleNotFoundError: No module named 'left'";
  expect(startCause(log, facts)?.message).toBe('no installed package has the module left');
});

test.each(['disk usage: 3 %', 'the usage is in the manual'])('%j is no usage', (log) => {
  expect(startCause(log, facts)).toBeUndefined();
});
