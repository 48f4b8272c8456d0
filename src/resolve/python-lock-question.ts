import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { Located } from '../diagnostics/span.ts';
import { tomlSpan } from '../toml/toml-ranges.ts';
import { unknownName } from '../lock/unknown-name.ts';
import { dependencyGroupNames, resolveDependencyGroups } from '../python/dependency-groups.ts';
import type { Locate } from '../toml/locate.ts';
import { normalizeName, type NormalizedName } from '../python/name.ts';
import type { Requirement } from '../python/requirement.ts';
import type { Foundation } from '../plan/plan.ts';
import type { Spec } from '../spec/spec.ts';
import type { PythonLockQuestion } from '../facts/fact-source.ts';
import { contextUrl } from './pinned-requirement.ts';
import { hasSetup, type Project, type ProjectFiles } from '../project/project.ts';
import { noPackage } from '../project/settings/no-package.ts';
import { tableEntries } from '../toml/table-reader.ts';

/**
 * The input of a resolution without a lock. The requirements of a project with static
 * metadata are read here, so that the answer depends on them and on no other line of the project.
 *
 * @throws DiagnosticError if there is no lock and such a project has not the extras and groups of `spec`.
 */
export function pythonLockQuestion(
  spec: Spec,
  { project, locks, constraints }: ProjectFiles,
  foundation: Foundation,
): PythonLockQuestion {
  const values = (list: readonly { readonly value: string }[]) => list.map(({ value }) => value);
  const wheels = spec.release?.kind === 'wheel' ? [spec.release.path] : [];
  const findLinks = values(spec.index.findLinks);
  const isStatic = project !== undefined && hasStaticDependencies(project);
  // Locks have extras and groups of their own, such as those of Poetry.
  if (isStatic && locks.length === 0) checkNames(spec, project);
  return {
    platform: foundation.platform,
    python: foundation.python.version,
    requirements: [...releasedRequirements(spec), ...staticRequirements(spec, project)],
    paths: [...wheels, ...findLinks],
    findLinks,
    constraints,
    project: project !== undefined && !isStatic && hasMetadata(project) ? project.directory : null,
    extras: isStatic ? [] : values(spec.extras),
    groups: isStatic ? [] : values(spec.groups),
    index: foundation.index,
    noIndex: false,
    prereleases: false,
    noBinary: values(spec.noBinary),
    onlyBinary: spec.onlyBinary === true ? true : values(spec.onlyBinary),
    network: networkBuilds(spec, project),
    onlyThese: false,
  };
}

/** Whether there is anything to resolve, or something that only a build back end tells. */
export function asksForPackages(spec: Spec, project: Project | undefined): boolean {
  const isStatic = project !== undefined && hasStaticDependencies(project);
  const isAsked = project !== undefined && !isStatic && hasMetadata(project);
  return (
    isAsked || releasedRequirements(spec).length + staticRequirements(spec, project).length > 0
  );
}

/** The packages whose builds have a network, the project by its directory too. */
function networkBuilds({ compile }: Spec, project: Project | undefined): string[] {
  const names = compile.filter(({ network }) => network).map(({ name }) => name);
  const own = project?.metadata?.name;
  return own !== undefined && names.includes(own) ? [...names, project?.directory ?? '.'] : names;
}

/** The release and the packages beside it, as PEP 508 requirements. */
export function releasedRequirements({ release, packages }: Spec): string[] {
  const beside = packages.map(({ value }) => value);
  if (release === undefined) return beside;
  if (release.kind === 'requirement') return [release.text, ...beside];
  const extras = release.extras.length > 0 ? `[${release.extras.join(',')}]` : '';
  return [`${release.name}${extras} @ ${contextUrl(release.path)}`, ...beside];
}

/** Files that are not a package have no metadata to ask for; a back end may have tables of its own for it. */
function hasMetadata(project: Project): boolean {
  const { metadata, table } = project;
  if (hasSetup(project) || metadata !== undefined) return true;
  const isBuilt = tableEntries(table)?.has('build-system') === true;
  return isBuilt && noPackage({ table, hasSetup: false }) === undefined;
}

function hasStaticDependencies({ metadata }: Project): boolean {
  if (metadata === undefined) return false;
  return !metadata.dynamic.some(
    (field) => field === 'dependencies' || field === 'optional-dependencies',
  );
}

function checkNames(spec: Spec, { pyproject, table, metadata }: Project): void {
  const unknown = (
    kind: 'extra' | 'group',
    asked: readonly Located<string>[],
    known: ReadonlySet<string>,
  ) =>
    asked
      .filter(({ value }) => !known.has(normalizeName(value)))
      .map(({ value, span }) => unknownName(kind, value, known, 'the project', span));
  const names = [
    ...unknown('extra', spec.extras, new Set(metadata?.optionalDependencies.keys())),
    ...unknown('group', spec.groups, new Set(dependencyGroupNames(table))),
  ];
  if (names.length > 0) throw new DiagnosticError(names);
  if (spec.groups.length === 0) return;
  const locate: Locate = (path) => pyproject && tomlSpan(pyproject, path);
  const groups = spec.groups.map(({ value }) => value);
  const { diagnostics } = resolveDependencyGroups(table, groups, locate);
  if (diagnostics.length === 0) return;
  const help = 'Correct the table [dependency-groups] of pyproject.toml.';
  throw new DiagnosticError(diagnostics.map((diagnostic) => ({ ...diagnostic, help })));
}

function staticRequirements(spec: Spec, project: Project | undefined): string[] {
  return [...new Set(wantedRequirements(spec, project).map(({ requirement }) => requirement.text))];
}

/** A requirement of the project, and the extra or group that it is one of. */
export interface WantedRequirement {
  readonly requirement: Requirement;
  readonly extra?: NormalizedName;
  readonly group?: NormalizedName;
}

/** The requirements of a project with static metadata for the extras and groups of `spec`; else nothing. */
export function wantedRequirements(
  spec: Spec,
  project: Project | undefined,
): readonly WantedRequirement[] {
  if (project?.metadata === undefined || !hasStaticDependencies(project)) return [];
  const { table, metadata } = project;
  const found: WantedRequirement[] = [];
  const seen = new Set<string>();
  const add = (
    requirements: readonly Requirement[],
    scope: Omit<WantedRequirement, 'requirement'>,
  ) => {
    for (const requirement of requirements) {
      // An extra may name other extras of its own project: app[all] = ["app[x,y]"].
      if (requirement.name === metadata.name) requirement.extras.forEach(addExtra);
      else found.push({ requirement, ...scope });
    }
  };
  const addExtra = (written: string) => {
    const extra = normalizeName(written);
    if (seen.has(extra)) return;
    seen.add(extra);
    add(metadata.optionalDependencies.get(extra) ?? [], { extra });
  };
  add(metadata.dependencies, {});
  spec.extras.forEach(({ value }) => {
    addExtra(value);
  });
  spec.groups.forEach(({ value }) => {
    const { requirements } = resolveDependencyGroups(table, [value]);
    add(requirements, { group: normalizeName(value) });
  });
  return found;
}
