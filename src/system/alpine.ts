import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Located } from '../diagnostics/span.ts';
import type { SystemPackage } from './model.ts';

/**
 * A package as apk takes it (apk-world(5)): a name, and a version that it must be, be like or be
 * compared with. What does not match never reaches a command line.
 */
const PACKAGE = /^[A-Za-z0-9][\w.+-]*((=|=?~|<=?|>=?)[0-9][\w.+~-]*)?$/;

/** One diagnostic for each word that apk could take for anything but a package. */
export function invalidAlpinePackages(packages: readonly Located<string>[]): Diagnostic[] {
  return packages
    .filter(({ value }) => !PACKAGE.test(value))
    .map(({ value, span }) => ({
      code: 'invalid-system-package',
      severity: 'error',
      message: `${JSON.stringify(value)} is not the name of an Alpine package`,
      span,
      help: 'Write NAME, NAME=VERSION or NAME~VERSION.',
    }));
}

/**
 * Reads what steps/apk-resolve.sh wrote: for each list of packages a line for each file
 * (`NAME VERSION ARCHITECTURE SHA256 SIZE URL`).
 *
 * @returns the packages that each list adds to those before it, in the lists' order.
 */
export function parseApkResolution(text: string): readonly (readonly SystemPackage[])[] {
  const known = new Set<string>();
  return text
    .split(/^stage$/m)
    .slice(1)
    .map((answer) => {
      const added: SystemPackage[] = [];
      for (const line of answer.trim().split('\n')) {
        const [name, version, architecture, sha256, size, url] = line.split(' ');
        if (name === undefined || version === undefined || architecture === undefined) continue;
        if (sha256 === undefined || url === undefined || known.has(url)) continue;
        known.add(url);
        added.push({ name, version, architecture, url, sha256, size: Number(size) });
      }
      return added.sort((a, b) => (a.name < b.name ? -1 : 1));
    });
}
