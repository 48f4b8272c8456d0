import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { runSteps } from '../support/run-steps.ts';

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

describe('what a back end asks for', () => {
  const path = () => join(work, 'asked.json');

  test('is read', async () => {
    expect(await asked()).toBe(null);
    writeFileSync(path(), '["numpy>=2"]');
    expect(await asked()).toEqual(['numpy>=2']);
  });

  test('is read through no link', async () => {
    writeFileSync(join(work, 'secret'), '["password"]');
    symlinkSync(join(work, 'secret'), path());
    expect(await asked()).toEqual({ refused: expect.stringContaining('cannot be read') as string });
  });

  test('is read of a file alone', async () => {
    execFileSync('mkfifo', [path()]);
    expect(await asked()).toEqual({ refused: 'its build requirements are in no file' });
  });

  test.each([
    ['no JSON', '{'],
    ['no list', '{"a": 1}'],
    ['no texts', '[["a"]]'],
    ['more than a person would write', `["${'a'.repeat(1_000_001)}"]`],
    ['no text', Buffer.from([0xff])],
  ])('is refused where it is %s', async (_, text) => {
    writeFileSync(path(), text);
    expect(await asked()).toEqual({ refused: 'its build requirements are not a list' });
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

  test('is the one file of such a name', async () => {
    writeFileSync(join(work, file), '');
    writeFileSync(join(work, 'other.txt'), '');
    expect(await wheel()).toBe(file);
  });

  test('is no link', async () => {
    symlinkSync('/etc/passwd', join(work, file));
    expect(await wheel()).toEqual(refused('none'));
  });

  test('is no directory', async () => {
    mkdirSync(join(work, file));
    expect(await wheel()).toEqual(refused('none'));
  });

  test('is not one of two', async () => {
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

  test('is all that is left of the directory', async () => {
    writeFileSync(join(work, file), '');
    symlinkSync('/etc', join(work, 'etc'));
    mkdirSync(join(work, 'more/and-more'), { recursive: true });
    const lines = [
      'import compile, json, os, sys',
      'compile.keep_wheel(sys.argv[1], 315532800)',
      'print(json.dumps(os.listdir(sys.argv[1])))',
    ];
    expect(await runSteps(lines, work)).toEqual([file]);
  });
});
