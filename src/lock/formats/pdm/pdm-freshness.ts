import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { SourceText } from '../../../diagnostics/source-text.ts';
import { normalizeName } from '../../../python/name.ts';
import type { Fields } from '../../fields.ts';
import { listed } from '../../listed.ts';
import { lockDiagnostic } from '../../lock-error.ts';
import { pythonJson, sha256OfText } from '../../python-json.ts';

/** Reports a pdm.lock whose `content_hash` is not that of its pyproject.toml. */
export function checkPdmFreshness(
  source: SourceText,
  metadata: Fields,
  pyproject: Fields | undefined,
): readonly Diagnostic[] {
  const [algorithm, locked] = (metadata.text('content_hash') ?? '').split(':');
  if (pyproject === undefined || algorithm !== 'sha256' || locked === undefined) return [];
  if (contentHashes(pyproject).includes(locked)) return [];
  return [
    lockDiagnostic('lock-stale', `\`${source.name}\` no longer matches its pyproject.toml`, {
      span: metadata.span('content_hash'),
      help: 'Run `pdm lock` and commit pdm.lock.',
    }),
  ];
}

/** The hash as PDM makes it now, and as its older versions did (`PyProject.content_hash`). */
function contentHashes(pyproject: Fields): readonly string[] {
  const project = pyproject.table('project');
  const settings = pyproject.table('tool')?.table('pdm');
  const resolution = settings?.table('resolution');
  const common = {
    sources: settings?.value('source') ?? [],
    dependencies: project?.value('dependencies') ?? [],
    'optional-dependencies': project?.value('optional-dependencies') ?? {},
    'requires-python': project?.value('requires-python') ?? '',
  };
  const legacyGroups = settings?.value('dev-dependencies') ?? {};
  const groups = { 'dev-dependencies': devDependencies(pyproject) };
  const oldGroups = { 'dev-dependencies': legacyGroups };
  const withResolution = {
    resolution: resolution === undefined ? {} : settings?.value('resolution'),
  };
  const withOverrides = { overrides: resolution?.value('overrides') ?? {} };
  return [
    { ...common, ...groups, ...withResolution },
    { ...common, ...oldGroups, ...withResolution },
    { ...common, ...oldGroups, ...withOverrides },
    { ...common, ...oldGroups },
  ].map((content) => sha256OfText(pythonJson(content)));
}

function devDependencies(pyproject: Fields): Record<string, readonly unknown[]> {
  const groups: Record<string, readonly unknown[]> = {};
  const tables = [
    pyproject.table('dependency-groups'),
    pyproject.table('tool')?.table('pdm')?.table('dev-dependencies'),
  ];
  for (const table of tables) {
    for (const key of table?.keys ?? []) {
      const value = table?.value(key);
      const items: readonly unknown[] = Array.isArray(value) ? value : [];
      const name = normalizeName(key);
      groups[name] = [...listed(groups, name), ...items];
    }
  }
  return groups;
}
