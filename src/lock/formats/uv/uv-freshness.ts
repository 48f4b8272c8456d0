import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { SourceText } from '../../../diagnostics/source-text.ts';
import { directoryOf } from '../../../paths/context-path.ts';
import { normalizeName } from '../../../python/name.ts';
import { specifierContains } from '../../../python/specifier.ts';
import type { Specifier } from '../../../python/specifier.ts';
import { compareVersions, parseVersion } from '../../../python/version.ts';
import { tomlDocument } from '../../document.ts';
import { Fields } from '../../fields.ts';
import { lockDiagnostic } from '../../lock-error.ts';
import { firstDifference } from './compare-declared.ts';
import type { DeclaredRequirement } from './declared-requirement.ts';
import { groupPythons, type GroupPythons } from './group-pythons.ts';
import { lockedRequirement, specifiers } from './locked-requirement.ts';
import { pythonsAround } from './pythons-around.ts';
import { settingsDifference } from './uv-settings-freshness.ts';
import type { UvLock, UvPackage } from './uv-lock.ts';
import { UvPyproject } from './uv-pyproject.ts';

/** The problems of a lock, and files that are needed to find more. */
export interface Freshness {
  readonly diagnostics: readonly Diagnostic[];
  readonly missing: readonly string[];
}

/**
 * Reports a uv.lock that no longer matches its pyproject.toml, or that of a member: in
 * name, version, requires-python, dependencies, extras or groups (uv, `uv lock --check`).
 */
export function checkUvFreshness(
  lock: UvLock,
  root: Fields,
  pyproject: SourceText | undefined,
  readFile: ((path: string) => SourceText | undefined) | undefined,
): Freshness {
  return new UvFreshness(lock, root, readFile).check(pyproject);
}

/** The root of a workspace, whose sources hold for its members. */
interface Workspace {
  readonly root: Fields;
  readonly directory: string;
}

class UvFreshness {
  readonly #lock: UvLock;
  readonly #root: Fields;
  readonly #tables: readonly Fields[];
  readonly #manifest: Fields | undefined;
  readonly #revision: number;
  readonly #readFile: (path: string) => SourceText | undefined;
  readonly #requiresPython: readonly Specifier[];
  readonly #missing: string[] = [];

  constructor(
    lock: UvLock,
    root: Fields,
    readFile: ((path: string) => SourceText | undefined) | undefined,
  ) {
    this.#lock = lock;
    this.#root = root;
    this.#tables = root.tables(root.has('package') ? 'package' : 'distribution');
    this.#manifest = root.table('manifest');
    this.#revision = root.wholeNumber('revision') ?? 0;
    this.#readFile = readFile ?? (() => undefined);
    this.#requiresPython = specifiers(lock.requiresPython ?? '') ?? [];
  }

  check(pyproject: SourceText | undefined): Freshness {
    if (pyproject === undefined) return { diagnostics: [], missing: [] };
    const root = Fields.of(tomlDocument(pyproject));
    const workspace = { root, directory: this.#lock.directory };
    const members: UvPyproject[] = [];
    const reasons: string[] = [];
    const top = new UvPyproject(root, this.#lock.directory, this.#memberPath);
    this.#lock.packages.forEach((locked, at) => {
      const { source } = locked;
      const table = this.#tables[at];
      if (!('written' in source) || source.path === null || table === undefined) return;
      const isTop = source.path === this.#lock.directory;
      const isMember = this.#lock.members.includes(locked.name);
      const isBelow = directoryOf(source.path) === this.#lock.directory;
      const shared = isMember && isBelow ? [workspace] : [workspace, undefined];
      const readings = isTop ? [top] : this.#member(source.path, shared);
      // Path dependencies that are not members have no say in the lock's requires-python.
      if (!isTop && isMember) members.push(...readings.slice(0, 1));
      const differences = readings.map((project) => this.#difference(locked, table, project));
      const [reason] = differences;
      if (reason !== undefined && !differences.includes(undefined)) reasons.push(reason);
    });
    const hasTop = this.#lock.packages.some(
      ({ source }) => 'written' in source && source.path === this.#lock.directory,
    );
    if (top.project !== undefined && !hasTop) {
      const name = top.project.text('name') ?? '';
      reasons.unshift(`it has no project \`${name}\``);
    }
    const tools = [top, ...members].map(({ tool, project }) => ({
      tool,
      name: normalizeName(project?.text('name') ?? ''),
    }));
    const names = this.#lock.packages.map(({ name }) => name);
    const lockedSettings = { root: this.#root, requiresPython: this.#requiresPython, names };
    const ofWorkspace = settingsDifference(tools, lockedSettings) ?? this.#manifestDifference(top);
    if (ofWorkspace !== undefined) reasons.push(ofWorkspace);
    reasons.push(...this.#pythonDifference([top, ...members]));
    return { diagnostics: reasons.slice(0, 1).map(this.#stale), missing: this.#missing };
  }

  readonly #stale = (reason: string): Diagnostic => {
    const directory = this.#lock.directory;
    const where = directory === '.' ? '' : ` in \`${directory}\``;
    return lockDiagnostic(
      'lock-stale',
      `\`${this.#lock.file}\` no longer matches its pyproject.toml: ${reason}`,
      {
        span: { file: this.#lock.file, start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
        help: `Run \`uv lock\`${where} and commit uv.lock.`,
      },
    );
  };

  readonly #memberPath = (name: string): string | undefined => {
    const found = this.#lock.packages.find(
      (locked) => locked.name === name && 'written' in locked.source,
    );
    return found !== undefined && 'written' in found.source
      ? (found.source.path ?? undefined)
      : undefined;
  };

  /**
   * The pyproject.toml of a member or path dependency, with the sources of its workspace, without, or both: a project
   * that lies between a member and the root of its workspace hides the root's sources from it.
   */
  #member(
    directory: string,
    workspaces: readonly (Workspace | undefined)[],
  ): readonly UvPyproject[] {
    const name = `${directory}/pyproject.toml`;
    const source = this.#readFile(name);
    if (source === undefined) {
      this.#missing.push(name);
      return [];
    }
    const root = Fields.of(tomlDocument(source));
    return workspaces.map((shared) => new UvPyproject(root, directory, this.#memberPath, shared));
  }

  #difference(locked: UvPackage, table: Fields, pyproject: UvPyproject): string | undefined {
    const { project } = pyproject;
    if (project === undefined) return undefined;
    const name = normalizeName(project.text('name') ?? '');
    if (name !== locked.name) return `\`${locked.name}\` is called \`${name}\` there`;
    const version = project.text('version');
    if (version !== undefined && locked.version !== null && !sameVersion(version, locked.version)) {
      return `\`${name}\` has version ${version} there, ${locked.version} in the lock`;
    }
    const metadata = table.table('metadata');
    // From revision 4 on, a lock may leave out the metadata of a project; a project that needs nothing never has any.
    const needs = ['dependencies', 'optional-dependencies', 'dev-dependencies'];
    if (metadata === undefined && this.#revision >= 4 && needs.some((key) => table.has(key))) {
      return undefined;
    }
    return (
      this.#extrasDifference(name, metadata, pyproject) ??
      this.#requirementsDifference(name, metadata, pyproject) ??
      this.#groupsDifference(
        metadata?.table('requires-dev') ?? metadata?.table('dependency-groups'),
        pyproject,
        locked.groupPythons,
      )
    );
  }

  /** Settings of the workspace's root for all members: constraints, overrides, and groups if it is not a project. */
  #manifestDifference(top: UvPyproject): string | undefined {
    for (const [setting, key] of [
      ['constraint-dependencies', 'constraints'],
      ['override-dependencies', 'overrides'],
      ['build-constraint-dependencies', 'build-constraints'],
    ] as const) {
      const declared = top.listed(setting);
      if (declared === undefined) continue;
      const tables = (this.#manifest?.tables(key) ?? []).filter((one) => one.has('name'));
      const locked = tables.map((one) => lockedRequirement(one, this.#lock.directory, top));
      // uv keeps none about a package that nothing asks for.
      const isKept = (one: DeclaredRequirement | undefined) =>
        key === 'build-constraints' ||
        one === undefined ||
        [...locked, ...this.#lock.packages].some(({ name }) => name === one.name);
      const differs = this.#compare(declared.filter(isKept), locked, '');
      if (differs !== undefined) return `${setting} disagree about \`${differs}\``;
    }
    if (top.project !== undefined) return undefined;
    const groups = this.#manifest?.table('dependency-groups');
    return this.#groupsDifference(groups, top, this.#lock.groupPythons);
  }

  #extrasDifference(
    name: string,
    metadata: Fields | undefined,
    pyproject: UvPyproject,
  ): string | undefined {
    if (this.#revision < 1 || pyproject.isDynamic('optional-dependencies')) return undefined;
    const locked = (metadata?.texts('provides-extras') ?? []).map(normalizeName);
    const only = differing(pyproject.extras, locked);
    return only === undefined ? undefined : `extra \`${only}\` of \`${name}\` differs`;
  }

  #requirementsDifference(
    name: string,
    metadata: Fields | undefined,
    pyproject: UvPyproject,
  ): string | undefined {
    if (pyproject.isDynamic('dependencies') || pyproject.isDynamic('optional-dependencies')) {
      return undefined;
    }
    const locked = (metadata?.tables('requires-dist') ?? []).map((table) =>
      lockedRequirement(table, this.#lock.directory, pyproject),
    );
    return this.#requirementDifference(`\`${name}\``, pyproject.requirements(), locked, name);
  }

  #groupsDifference(
    table: Fields | undefined,
    pyproject: UvPyproject,
    pythons: GroupPythons,
  ): string | undefined {
    const declared = pyproject.groups();
    if (this.#revision >= 5) {
      const texts = (of: GroupPythons) =>
        Object.entries(of).map(([group, text]) => `${group} ${clauses(text)}`);
      const only = differing(texts(groupPythons(pyproject.root)), texts(pythons));
      if (only !== undefined)
        return `requires-python of group \`${only.split(' ')[0] ?? ''}\` differs`;
    }
    const keys = new Map<string, string>(table?.keys.map((key) => [normalizeName(key), key]) ?? []);
    for (const group of new Set([...Object.keys(declared), ...keys.keys()])) {
      const key = keys.get(group);
      const wanted = Object.hasOwn(declared, group) ? declared[group] : undefined;
      const locked = key === undefined ? undefined : (table?.tables(key) ?? []);
      const isEmpty = (wanted ?? []).length === 0 && (locked ?? []).length === 0;
      if ((wanted === undefined || locked === undefined) && !(isEmpty && this.#revision < 1)) {
        return `group \`${group}\` is only in one of them`;
      }
      const requirements = (locked ?? []).map((one) =>
        lockedRequirement(one, this.#lock.directory, pyproject),
      );
      const differs = this.#requirementDifference(
        `group \`${group}\``,
        wanted ?? [],
        requirements,
        '',
      );
      if (differs !== undefined) return differs;
    }
    return undefined;
  }

  #requirementDifference(
    who: string,
    declared: readonly (DeclaredRequirement | undefined)[],
    locked: readonly DeclaredRequirement[],
    self: string,
  ): string | undefined {
    const differs = this.#compare(declared, locked, self);
    if (differs === undefined) return undefined;
    if (!locked.some(({ name }) => name === differs))
      return `${who} requires \`${differs}\`, which the lock does not have`;
    if (!declared.some((one) => one?.name === differs))
      return `${who} does not require \`${differs}\` any more`;
    return `${who} requires \`${differs}\` differently`;
  }

  #compare(
    declared: readonly (DeclaredRequirement | undefined)[],
    locked: readonly DeclaredRequirement[],
    self: string,
  ): string | undefined {
    const known = declared.filter((one) => one !== undefined);
    // If a requirement cannot be read, one that only the lock has may be the same.
    const names = new Set(known.map(({ name }) => name));
    const comparable =
      known.length === declared.length ? locked : locked.filter(({ name }) => names.has(name));
    return firstDifference({
      declared: known,
      locked: comparable,
      requiresPython: this.#requiresPython,
      self,
    });
  }

  /** The lock's requires-python is what all members have in common. */
  #pythonDifference(projects: readonly UvPyproject[]): readonly string[] {
    if (this.#missing.length > 0 || this.#lock.requiresPython === null) return [];
    const texts = projects.flatMap(({ project }) => project?.text('requires-python') ?? []);
    const all = specifiers(texts.join(','));
    if (texts.length === 0 || all === undefined) return [];
    // uv compares lower and upper bounds alone.
    const isBound = ({ operator }: Specifier) => operator !== '!=';
    const declared = all.filter(isBound);
    const locked = this.#requiresPython.filter(isBound);
    const differs = pythonsAround(`${texts.join(',')},${this.#lock.requiresPython}`).some(
      (version) => specifierContains(declared, version) !== specifierContains(locked, version),
    );
    const wanted = [...new Set(texts)].join(', ');
    return differs
      ? [`requires-python is ${wanted} there, ${this.#lock.requiresPython} in the lock`]
      : [];
  }
}

/** The clauses of a requires-python, independent of their order and blanks. */
function clauses(text: string): string {
  return [...new Set(text.split(',').map((clause) => clause.replaceAll(' ', '')))].sort().join();
}

function sameVersion(left: string, right: string): boolean {
  const a = parseVersion(left);
  const b = parseVersion(right);
  return a === undefined || b === undefined ? left === right : compareVersions(a, b) === 0;
}

function differing(left: readonly string[], right: readonly string[]): string | undefined {
  return left.find((name) => !right.includes(name)) ?? right.find((name) => !left.includes(name));
}
