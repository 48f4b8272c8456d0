import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { SourceText } from '../../../diagnostics/source-text.ts';
import { normalizeName } from '../../../python/name.ts';
import { ParseError } from '../../../diagnostics/parse-error.ts';
import { parseSpecifiers, specifierContains } from '../../../python/specifier.ts';
import { tomlDocument } from '../../document.ts';
import { Fields } from '../../fields.ts';
import { lockDiagnostic } from '../../lock-error.ts';
import { pythonJson, sha256OfText } from '../../python-json.ts';
import type { PipfilePackage } from './pipfile-lock.ts';

/** Tables of a Pipfile that are not categories of packages. */
const others: readonly string[] = [
  'source',
  'packages',
  'dev-packages',
  'requires',
  'scripts',
  'pipfile',
  'pipenv',
  'default',
  'develop',
];

const help = 'Run `pipenv lock` and commit Pipfile.lock.';

/**
 * Reports a Pipfile.lock that lacks a requirement of its Pipfile. If only the hash differs, it is a warning: the urls
 * of sources are part of the hash.
 */
export function checkPipfileFreshness(
  source: SourceText,
  meta: Fields,
  sections: Readonly<Record<string, readonly PipfilePackage[]>>,
  pipfile: SourceText | undefined,
): readonly Diagnostic[] {
  const locked = meta.table('hash')?.text('sha256');
  if (pipfile === undefined || locked === undefined) return [];
  const root = Fields.of(tomlDocument(pipfile, 'bigint'));
  // We cannot know the default index of a Pipfile that names none.
  if (!root.has('source') || contentHashes(root).includes(locked)) return [];
  const span = meta.span('hash');
  const lacking = [
    ...unsatisfied(root.table('packages'), sections['default'] ?? []),
    ...unsatisfied(root.table('dev-packages'), sections['develop'] ?? []),
  ];
  const [first] = lacking;
  if (first === undefined) {
    const message = `\`${source.name}\` has another hash than its Pipfile`;
    return [{ code: 'lock-stale', severity: 'warning', message, span, help }];
  }
  const message = `\`${source.name}\` no longer matches its Pipfile: it has no ${first}`;
  return [lockDiagnostic('lock-stale', message, { span, help })];
}

/** The first requirement of a Pipfile's table that a section of the lock lacks. */
function unsatisfied(
  table: Fields | undefined,
  section: readonly PipfilePackage[],
): readonly string[] {
  const versions = new Map(section.map(({ name, version }) => [name, version]));
  return (table?.keys ?? []).flatMap((key) => {
    const name = normalizeName(key);
    const value = table?.value(key);
    const wanted = typeof value === 'string' ? value : table?.requiredTable(key).value('version');
    const version = versions.get(name);
    if (version === undefined) return [name];
    if (version === null || typeof wanted !== 'string' || wanted === '*') return [];
    return admits(wanted, version) ? [] : [`${name} ${wanted}`];
  });
}

function admits(wanted: string, version: string): boolean {
  try {
    return specifierContains(parseSpecifiers(wanted), version);
  } catch (error) {
    if (error instanceof ParseError) return true;
    throw error;
  }
}

/**
 * The hash as Pipenv makes it (`Pipfile.calculate_hash`: names of packages normalised), and as its
 * older versions did (plette, `Pipfile.get_hash`: as written).
 */
function contentHashes(root: Fields): readonly string[] {
  const asWritten = (packages: unknown) => packages;
  return [normalizedKeys, asWritten].map((form) => {
    const content: Record<string, unknown> = {
      _meta: { sources: root.value('source'), requires: root.value('requires') ?? {} },
      default: form(root.value('packages') ?? {}),
      develop: form(root.value('dev-packages') ?? {}),
    };
    for (const category of root.keys) {
      if (!others.includes(category)) content[category] = form(root.value(category));
    }
    return sha256OfText(pythonJson(content, ',', ':'));
  });
}

function normalizedKeys(packages: unknown): unknown {
  if (typeof packages !== 'object' || packages === null) return packages;
  const entries: readonly (readonly [string, unknown])[] = Object.entries(packages);
  return Object.fromEntries(entries.map(([name, value]) => [normalizeName(name), value]));
}
