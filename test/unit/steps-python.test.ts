import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

import { testPython } from '../support/test-python.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Run with the Python of the default runtime alone. */
const OF_THE_DEFAULT_RUNTIME: readonly string[] = ['release.py'];

/** Imports what it can, of whatever there is. */
const MODULES_WITH_OTHER_CHOICES: readonly string[] = ['tomllib'];

test('steps run with Python 3.7, which runtimes of old applications have', () => {
  const steps = readdirSync(`${root}steps`)
    .filter((name) => name.endsWith('.py') && !OF_THE_DEFAULT_RUNTIME.includes(name))
    .map((name) => `${root}steps/${name}`);
  const excluded = MODULES_WITH_OTHER_CHOICES.flatMap((name) => ['--exclude', name]);
  const args = ['--no-tips', '--violations', '--target=3.7-', ...excluded, ...steps];
  const { status, stdout } = spawnSync(join(dirname(testPython()), 'vermin'), args, {
    encoding: 'utf8',
  });
  expect(status, stdout).toBe(0);
}, 120_000);
