import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const script = join(import.meta.dirname, '../../steps/within-root.sh');
const root = join(realpathSync(mkdtempSync(join(tmpdir(), 'grocker-root-'))), 'root');

beforeAll(() => {
  mkdirSync(join(root, 'usr/home'), { recursive: true });
  symlinkSync('usr/home', join(root, 'home'));
  symlinkSync('/usr', join(root, 'absolute'));
  symlinkSync('../..', join(root, 'above'));
  symlinkSync('/nowhere/at/all', join(root, 'dangling'));
});

afterAll(() => {
  rmSync(join(root, '..'), { recursive: true });
});

/** The exit status of within_root, and its message. */
function within(paths: readonly string[], env: Readonly<Record<string, string>>) {
  const words = ['-c', '. "$0" && within_root "$@"', script, ...paths];
  const { status, stderr } = spawnSync('sh', words, {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    encoding: 'utf8',
  });
  return { status, stderr };
}

test('a step takes the files of the image by its own links', () => {
  expect(
    within(['/', '/usr', '/home', '/home/new', '/usr/local/share/new'], { ROOT: root }),
  ).toEqual({
    status: 0,
    stderr: '',
  });
});

test.each(['/absolute', '/absolute/bin', '/absolute/none/new', '/above', '/dangling'])(
  'a step that would change %s of its own machine ends',
  (path) => {
    const { status, stderr } = within(['/usr', path], { ROOT: root });
    expect(status).toBe(1);
    expect(stderr).toContain(`a link of the base image leads ${path} elsewhere`);
  },
);

test('a step in the image itself takes them as they are', () => {
  expect(within(['/absolute'], {})).toEqual({ status: 0, stderr: '' });
});
