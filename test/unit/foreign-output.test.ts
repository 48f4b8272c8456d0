import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { command } from '../support/command.ts';
import { runSteps } from '../support/run-steps.ts';
import { testPython } from '../support/test-python.ts';

// The code of a package has the directory that its step leaves to itself: steps that have more than it read that.

let work = '';

beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'grocker-test-'));
});

afterEach(() => {
  rmSync(work, { recursive: true });
});

const asked = (): Promise<unknown> =>
  runSteps(
    [
      'import build_environment, json, sys',
      'try:',
      '    print(json.dumps(build_environment.read_asked(sys.argv[1])))',
      'except build_environment.Failed as failed:',
      '    print(json.dumps({"refused": str(failed)}))',
    ],
    work,
  );

describe('the [build-system] of a source', () => {
  const requirements = (text: string): Promise<unknown> => {
    writeFileSync(join(work, 'pyproject.toml'), text);
    return runSteps(
      [
        'import build_environment, json, sys',
        'parser = build_environment.toml_parser()',
        'try:',
        '    print(json.dumps(build_environment.build_system(sys.argv[1], parser)["requires"]))',
        'except build_environment.BadSource as failed:',
        '    print(json.dumps({"refused": str(failed)}))',
      ],
      work,
    );
  };
  const refused = {
    refused: 'the [build-system] of its pyproject.toml has no `requires` with a list of texts',
  };

  test.each([
    ['is that of setuptools where there is none', '', ['setuptools>=40.8.0']],
    ['names its requirements', '[build-system]\nrequires = ["flit"]\n', ['flit']],
    ['without requirements is refused', '[build-system]\nbuild-backend = "flit"\n', refused],
    ['with a text in place of a list is refused', '[build-system]\nrequires = "flit"\n', refused],
    ['with a number among them is refused', '[build-system]\nrequires = [1]\n', refused],
    ['that is no table is refused', 'build-system = 1\n', refused],
  ])('%s', async (_, text, expected) => {
    expect(await requirements(text)).toEqual(expected);
  });
});

describe('build requirements of a back end', () => {
  const path = () => join(work, 'asked.json');

  test('is read', async () => {
    expect(await asked()).toBe(null);
    writeFileSync(path(), '["numpy>=2"]');
    expect(await asked()).toEqual(['numpy>=2']);
  });

  test('are not read through a link', async () => {
    writeFileSync(join(work, 'secret'), '["password"]');
    symlinkSync(join(work, 'secret'), path());
    expect(await asked()).toEqual({ refused: expect.stringContaining('cannot be read') as string });
  });

  test('are read only from a regular file', async () => {
    execFileSync('mkfifo', [path()]);
    expect(await asked()).toEqual({
      refused: expect.stringContaining('not a regular file') as string,
    });
  });

  test.each([
    ['no JSON', '{'],
    ['no list', '{"a": 1}'],
    ['no texts', '[["a"]]'],
    ['more than a person would write', `["${'a'.repeat(1_000_001)}"]`],
    ['no text', Buffer.from([0xff])],
  ])('is refused if it is %s', async (_, text) => {
    writeFileSync(path(), text);
    expect(await asked()).toEqual({
      refused: expect.stringMatching(/are not a list|has more than/) as string,
    });
  });
});

describe('a file that foreign code wrote', () => {
  const path = () => join(work, 'file');
  const made: readonly (readonly [string, () => void])[] = [
    ['a FIFO', () => execFileSync('mkfifo', [path()])],
    [
      'a link',
      () => {
        symlinkSync('/etc/passwd', path());
      },
    ],
    [
      'a link to a FIFO',
      () => {
        execFileSync('mkfifo', [join(work, 'fifo')]);
        symlinkSync('fifo', path());
      },
    ],
    [
      'a directory',
      () => {
        mkdirSync(path());
      },
    ],
    [
      'a socket',
      () => {
        execFileSync(testPython(), [
          '-c',
          'import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])',
          path(),
        ]);
      },
    ],
  ];
  const run = (call: string): Promise<unknown> =>
    runSteps(
      [
        'import foreign_file, json, os, sys',
        'path = os.path.join(sys.argv[1], "file")',
        'try:',
        `    print(json.dumps(${call}))`,
        'except OSError as error:',
        '    print(json.dumps("refused"))',
      ],
      work,
    );

  test.each(made)('is not read if there is %s', async (_, make) => {
    make();
    expect(await run('foreign_file.read_text(path)')).toBe('refused');
    mkdirSync(join(work, 'copies'));
    expect(await run('foreign_file.copy(path, sys.argv[1] + "/copies")')).toBe('refused');
    expect(readdirSync(join(work, 'copies'))).toEqual([]);
  });

  test.each(made)('is written if there is %s', async (_, make) => {
    make();
    expect(await run('foreign_file.write(path, b"text") or foreign_file.read_text(path)')).toBe(
      'text',
    );
    expect(lstatSync(path()).isFile()).toBe(true);
  });

  test('is read to a length', async () => {
    writeFileSync(path(), 'text');
    expect(await run('foreign_file.read_text(path, 4)')).toBe('text');
    expect(await run('foreign_file.read_text(path, 3)')).toBe('refused');
  });
});

describe('the log of a build', () => {
  const logged = async (script: string, seconds: string): Promise<string> => {
    writeFileSync(join(work, 'script.py'), script);
    const steps = fileURLToPath(new URL('../../steps/', import.meta.url));
    const log = join(work, 'log');
    await command(testPython(), [`${steps}logged.py`, log, seconds, join(work, 'script.py'), log]);
    return readFileSync(log, 'utf8');
  };

  test('replaces files that the build left there', async () => {
    const script = 'import os, sys\nos.mkfifo(sys.argv[1])\nprint("said")\n';
    expect(await logged(script, '20')).toBe('said\n');
  });

  test.each(['signal.signal(signal.SIGTERM, signal.SIG_IGN)', 'os.close(1), os.close(2)'])(
    'ends even if the build goes on after %s',
    async (line) => {
      const script = `import os, signal, time\nprint("said", flush=True)\n${line}\ntime.sleep(60)\n`;
      expect(await logged(script, '1')).toBe('said\n');
    },
    20_000,
  );

  test('ends even if a process of the build goes on', async () => {
    const script = [
      'import os, subprocess, sys, time',
      'print("said", flush=True)',
      'going = subprocess.Popen(["sleep", "20"], start_new_session=True)',
      'open(sys.argv[1] + ".pid", "w").write(str(going.pid))',
      'time.sleep(20)',
    ].join('\n');
    expect(await logged(script, '1')).toBe('said\n');
    process.kill(Number(readFileSync(join(work, 'log.pid'), 'utf8')));
  });
});

describe('the wheel of a build', () => {
  const file = 'greet_er-1.0+local-2-py3-none-any.whl';
  const wheel = (): Promise<unknown> =>
    runSteps(
      [
        'import json, sys, wheel_file',
        'try:',
        '    print(json.dumps(wheel_file.only_wheel(sys.argv[1])))',
        'except SystemExit as failed:',
        '    print(json.dumps({"refused": str(failed)}))',
      ],
      work,
    );
  const refused = (names: string) => ({
    refused: `grocker: a build must make one wheel, not ${names}`,
  });

  test('is the only file with such a name', async () => {
    writeFileSync(join(work, file), '');
    writeFileSync(join(work, 'other.txt'), '');
    expect(await wheel()).toBe(file);
  });

  test('is not a link', async () => {
    symlinkSync('/etc/passwd', join(work, file));
    expect(await wheel()).toEqual(refused('none'));
  });

  test('is not a directory', async () => {
    mkdirSync(join(work, file));
    expect(await wheel()).toEqual(refused('none'));
  });

  test('is refused if there are two', async () => {
    writeFileSync(join(work, file), '');
    writeFileSync(join(work, 'a-1-py3-none-any.whl'), '');
    expect(await wheel()).toEqual(refused(`'a-1-py3-none-any.whl', '${file}'`));
  });

  test.each([
    '-.whl',
    'a-1-py3-none-any\n.whl',
    'a b-1-py3-none-any.whl',
    '--index-url=x-1-a-b-c.whl',
  ])('is not called %j', async (name) => {
    writeFileSync(join(work, name), '');
    expect(await wheel()).toEqual(refused('none'));
  });

  const zipped = 'import zipfile; zipfile.ZipFile(sys.argv[1] + "/FILE", "w").writestr("a", "")';

  test('is the only file that remains in the directory', async () => {
    symlinkSync('/etc', join(work, 'etc'));
    mkdirSync(join(work, 'more/and-more'), { recursive: true });
    const lines = [
      'import compile, json, os, sys',
      zipped.replace('FILE', file),
      'compile.keep_wheel(sys.argv[1], 315532800)',
      'print(json.dumps(os.listdir(sys.argv[1])))',
    ];
    expect(await runSteps(lines, work)).toEqual([file]);
  });

  test.each([
    ['is no archive', 'open(path, "w").write("text")', 'it is no zip archive'],
    [
      'is long and takes no place',
      'data = open(path, "rb").read(); os.truncate(path, 1 << 40); open(path, "ab").write(data)',
      'it unpacks to more than',
    ],
  ])('is not kept if it %s', async (_, line, words) => {
    const lines = [
      'import archive_limits, compile, json, os, sys',
      `path = sys.argv[1] + "/${file}"`,
      zipped.replace('FILE', file),
      line,
      'try:',
      '    compile.keep_wheel(sys.argv[1], 315532800)',
      'except (archive_limits.TooLarge, archive_limits.Damaged) as error:',
      '    print(json.dumps(str(error)))',
    ];
    expect(await runSteps(lines, work)).toEqual(
      expect.stringContaining(`${file}, which the build made, is refused: ${words}`),
    );
  });
});
