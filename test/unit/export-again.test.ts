import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { command } from '../support/command.ts';

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');

let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'grocker-test-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

const lost =
  'ERROR: failed to solve: failed to prepare extraction snapshot "extract-771744199-MArs sha256:1d41": ' +
  'parent snapshot sha256:e644 does not exist: not found';
const broken = 'ERROR: failed to solve: process "/bin/false" did not complete successfully';

/** A client whose builds end with these errors, one after another, and then well. */
const client = `#!/bin/sh
[ "$2" = build ] || exit 0
echo "$@" >>"$NOTES/builds"
error=$(sed -n "$(wc -l <"$NOTES/builds")p" "$NOTES/errors")
[ -z "$error" ] || { echo "$error" >&2; exit 1; }
`;

async function builds(errors: readonly string[], words: readonly string[] = []) {
  const place = (name: string) => join(directory, name);
  for (const name of ['bin', 'project', 'notes']) mkdirSync(place(name));
  writeFileSync(place('bin/docker'), client, { mode: 0o755 });
  writeFileSync(place('notes/errors'), errors.map((error) => `${error}\n`).join(''));
  writeFileSync(place('project/grocker.yml'), 'release: a==1\n');
  const { status, stderr } = await command(
    process.execPath,
    ['--no-warnings', '--import', tsx, cli, 'build', './project', ...words],
    {
      directory,
      environment: {
        PATH: `${place('bin')}:${process.env['PATH'] ?? ''}`,
        NOTES: place('notes'),
      },
      statuses: [0, 1],
    },
  );
  const asked = existsSync(place('notes/builds'))
    ? readFileSync(place('notes/builds'), 'utf8')
    : '';
  return { status, stderr, asked: asked.trimEnd().split('\n') };
}

test('an image with a lost layer is exported once more, from the cache', async () => {
  const { status, stderr, asked } = await builds([lost], ['--no-cache', '--pull']);
  expect(status).toBe(0);
  expect(stderr).toContain(`${lost}\n`);
  expect(stderr).toContain('The image is exported once more.\n');
  expect(asked).toHaveLength(2);
  expect(asked[0]).toMatch(/ --no-cache --pull /);
  expect(asked[1]).not.toMatch(/--no-cache|--pull/);
});

test('a build that the engine did not wait for is started again, as it was', async () => {
  const late = 'ERROR: failed to solve: frontend grpc server closed unexpectedly';
  const { status, stderr, asked } = await builds([late], ['--no-cache', '--pull']);
  expect(status).toBe(0);
  expect(stderr).toMatch(/It is started again in [234] seconds\.\n/);
  expect(asked).toHaveLength(2);
  expect(asked[1]).toBe(asked[0]);
});

test.each([
  ['a build that fails', [broken], 1],
  ['an export that fails twice', [lost, lost], 2],
])('%s is not tried again', async (_, errors, tries) => {
  const { status, asked } = await builds(errors);
  expect(status).toBe(1);
  expect(asked).toHaveLength(tries);
});
