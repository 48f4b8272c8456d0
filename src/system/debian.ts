import { baseName } from '../paths/base-name.ts';
import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Located } from '../diagnostics/span.ts';
import type { SystemPackage } from './model.ts';

/**
 * A package as apt-get takes it: a name (Debian Policy 5.6.1) with an architecture, and a version
 * (5.6.12) or a release. What does not match never reaches a command line.
 */
const PACKAGE = /^[a-z0-9][a-z0-9+.-]+(:[a-z0-9-]+)?(=[A-Za-z0-9.+:~-]+|\/[a-z0-9-]+)?$/;

/** One diagnostic for each word that apt-get could take for anything but a package. */
export function invalidDebianPackages(packages: readonly Located<string>[]): Diagnostic[] {
  return packages
    .filter(({ value }) => !PACKAGE.test(value))
    .map(({ value, span }) => ({
      code: 'invalid-system-package',
      severity: 'error',
      message: `${JSON.stringify(value)} is not the name of a Debian package`,
      span,
      help: 'Write NAME, NAME=VERSION or NAME:ARCHITECTURE.',
    }));
}

/**
 * Reads what steps/apt-resolve.sh wrote: for each list of packages apt's own answer
 * (`'URI' FILE SIZE HASH`), then the records of all of them (deb822, with SHA256).
 *
 * @returns the packages that each list adds to those before it, in the lists' order.
 * @throws DiagnosticError if a package has no record with a sha256.
 */
export function parseAptResolution(text: string): readonly (readonly SystemPackage[])[] {
  const [answers = '', records = ''] = text.split(/^records$/m, 2);
  const byFile = recordsByFile(records);
  const known = new Set<string>();
  return answers
    .split(/^stage$/m)
    .slice(1)
    .map((answer) => {
      const added: SystemPackage[] = [];
      for (const [, url] of answer.matchAll(/^'([^']+)' /gm)) {
        if (url === undefined || known.has(url)) continue;
        known.add(url);
        added.push(systemPackage(url, byFile));
      }
      return added.sort((a, b) => (a.name < b.name ? -1 : 1));
    });
}

function systemPackage(
  url: string,
  byFile: ReadonlyMap<string, Map<string, string>>,
): SystemPackage {
  const file = decodeURIComponent(baseName(url));
  const record = byFile.get(file);
  const field = (name: string): string => {
    const value = record?.get(name);
    if (value === undefined) {
      throw new DiagnosticError([
        {
          code: 'system-package-without-checksum',
          severity: 'error',
          message: `the repository of ${file} does not state its ${name}`,
          help: 'Use a repository whose Packages index has SHA256 checksums.',
        },
      ]);
    }
    return value;
  };
  return {
    name: field('Package'),
    version: field('Version'),
    architecture: field('Architecture'),
    url,
    sha256: field('SHA256').toLowerCase(),
    size: Number(field('Size')),
  };
}

function recordsByFile(text: string): ReadonlyMap<string, Map<string, string>> {
  const byFile = new Map<string, Map<string, string>>();
  for (const stanza of text.split(/\n{2,}/)) {
    const fields = new Map<string, string>();
    for (const [, name, value] of stanza.matchAll(/^([A-Za-z0-9-]+): *(.*)$/gm)) {
      if (name !== undefined && value !== undefined && !fields.has(name)) fields.set(name, value);
    }
    const path = fields.get('Filename');
    if (path !== undefined) byFile.set(baseName(path), fields);
  }
  return byFile;
}
