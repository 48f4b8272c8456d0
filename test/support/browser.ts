import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { spawnSync } from 'node:child_process';
import { command } from './command.ts';

/** A browser of this machine that runs without a screen; undefined if there is none. */
export const browser = [
  process.env['GROCKER_BROWSER'],
  ...['chromium', 'chromium-browser', 'google-chrome'],
].find((name) => name !== undefined && spawnSync(name, ['--version']).status === 0);

/** Runs a browser on a file without a network; returns its output. */
export async function browse(file: string, args: readonly string[]): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'grocker-browser-'));
  try {
    const { stdout } = await command(browser ?? '', [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run'],
      // No name resolves.
      ...['--host-resolver-rules=MAP * ~NOTFOUND', `--user-data-dir=${profile}`],
      ...args,
      pathToFileURL(file).href,
    ]);
    return stdout;
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
}
