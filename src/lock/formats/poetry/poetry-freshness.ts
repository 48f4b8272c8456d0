import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { SourceText } from '../../../diagnostics/source-text.ts';
import { compareVersions, parseVersion } from '../../../python/version.ts';
import type { Fields } from '../../fields.ts';
import { lockDiagnostic } from '../../lock-error.ts';
import { pythonJson, sha256OfText } from '../../python-json.ts';

const legacyKeys = ['dependencies', 'source', 'extras', 'dev-dependencies'];
const projectKeys = ['requires-python', 'dependencies', 'optional-dependencies'];

/** Reports a poetry.lock whose `content-hash` is not that of its pyproject.toml. */
export function checkPoetryFreshness(
  source: SourceText,
  metadata: Fields,
  pyproject: Fields | undefined,
): readonly Diagnostic[] {
  const locked = metadata.text('content-hash');
  if (pyproject === undefined || locked === undefined) return [];
  const writer = /^# .*Poetry (\S+)/.exec(source.text)?.[1];
  const hashes = contentHashes(pyproject, writer, metadata.requiredText('lock-version'));
  if (hashes.includes(locked)) return [];
  return [
    lockDiagnostic('lock-stale', `\`${source.name}\` no longer matches its pyproject.toml`, {
      span: metadata.span('content-hash'),
      help: 'Run `poetry lock` and commit poetry.lock.',
    }),
  ];
}

/** The hash as the writing version of Poetry makes it, and as others would that wrote such locks. */
function contentHashes(
  pyproject: Fields,
  writer: string | undefined,
  lockVersion: string,
): readonly string[] {
  const version = writer === undefined ? undefined : parseVersion(writer);
  const threshold = parseVersion('2.3.0');
  const isOld =
    version === undefined || (threshold !== undefined && compareVersions(version, threshold) < 0);
  const variants: ContentOptions[] = [{ dependencyGroups: true, groups: true }];
  if (isOld) variants.push({ dependencyGroups: false, groups: true });
  // Poetry 1.0 and 1.1 did not know `tool.poetry.group`.
  if (lockVersion.startsWith('1.')) variants.push({ dependencyGroups: false, groups: false });
  return variants.map((options) => sha256OfText(pythonJson(relevantContent(pyproject, options))));
}

interface ContentOptions {
  readonly dependencyGroups: boolean;
  readonly groups: boolean;
}

/** The parts of pyproject.toml that a lock depends on (Poetry, `Locker._get_content_hash`). */
function relevantContent(pyproject: Fields, options: ContentOptions): Record<string, unknown> {
  const project = pyproject.table('project');
  const fromProject: Record<string, unknown> = {};
  for (const key of projectKeys) if (project?.has(key)) fromProject[key] = project.value(key);
  const groups = options.dependencyGroups ? pyproject.value('dependency-groups') : undefined;
  const hasGroups = pyproject.table('dependency-groups')?.keys.length !== 0;
  const withGroups = groups !== undefined && hasGroups;
  const hasStandard = Object.keys(fromProject).length > 0 || withGroups;
  const poetry = pyproject.table('tool')?.table('poetry');
  const fromPoetry: Record<string, unknown> = {};
  for (const key of options.groups ? [...legacyKeys, 'group'] : legacyKeys) {
    const value = poetry?.value(key);
    if (value === undefined && (!legacyKeys.includes(key) || hasStandard)) continue;
    fromPoetry[key] = value ?? null;
  }
  if (!hasStandard) return fromPoetry;
  return {
    ...(Object.keys(fromProject).length > 0 ? { project: fromProject } : {}),
    ...(withGroups ? { 'dependency-groups': groups } : {}),
    tool: { poetry: fromPoetry },
  };
}
