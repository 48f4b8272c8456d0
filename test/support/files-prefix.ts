import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testPython } from './test-python.ts';

/** The placeholder for the index's file server in the locks of this repository. */
const PLACEHOLDER = 'https://files.example/';

/** The server with the files of this machine's index, which `https://files.example/` stands for. */
export function filesPrefix(): string {
  const report = execFileSync(
    testPython(),
    [
      '-m',
      'pip',
      'install',
      '--dry-run',
      '--ignore-installed',
      '--quiet',
      '--no-deps',
      '--report',
      '-',
      'packaging',
    ],
    { encoding: 'utf8' },
  );
  const url = /"url": "(https?:\/\/[^/"]+\/)packages\//.exec(report)?.[1];
  if (url === undefined) throw new Error('pip does not tell where the index has its files');
  return url;
}

/** The simple API of the index that pip asks on this machine: what `https://index.example/simple` stands for. */
export function publicIndex(): string {
  const script = 'from pip._internal.models.index import PyPI; print(PyPI.simple_url)';
  const ask = (...args: readonly string[]) =>
    execFileSync(testPython(), [...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  try {
    return ask('-m', 'pip', 'config', 'get', 'global.index-url').trim();
  } catch {
    return process.env['PIP_INDEX_URL'] ?? ask('-c', script).trim();
  }
}

/**
 * Maps the urls of a copied example's lock to the index of this machine, with `index.mirrors`.
 *
 * @param others further prefixes, and what stands in their place.
 */
export function useMirror(directory: string, others: Readonly<Record<string, string>> = {}): void {
  const lock = ['uv.lock', 'pylock.toml'].map((name) => join(directory, name)).find(existsSync);
  const hasFiles = lock !== undefined && readFileSync(lock, 'utf8').includes(PLACEHOLDER);
  const all = { ...others, ...(hasFiles && { [PLACEHOLDER]: filesPrefix() }) };
  if (Object.keys(all).length === 0) return;
  appendFileSync(join(directory, 'grocker.yml'), `\nindex: {mirrors: ${JSON.stringify(all)}}\n`);
}
