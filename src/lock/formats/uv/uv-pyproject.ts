import { normalizeName } from '../../../python/name.ts';
import { ParseError } from '../../../diagnostics/parse-error.ts';
import type { Requirement } from '../../../python/requirement.ts';
import { parseRequirement } from '../../../python/requirement.ts';
import { contextPath } from '../../../paths/context-path.ts';
import { dependencyGroupMembers } from '../../dependency-group-texts.ts';
import type { Fields } from '../../fields.ts';
import type { DeclaredRequirement } from './declared-requirement.ts';
import { gitKey, referenceKey, registryKey, sourceKey, urlKey } from './declared-requirement.ts';
import { ownGroupPythons, pythonMarker } from './group-pythons.ts';
import { indexDirectory } from './index-key.ts';

/** Facts about a workspace that a lock is compared with: the directories of its members, relative to the context. */
export type MemberPath = (name: string) => string | undefined;

/** A source of `tool.uv.sources`: where a requirement is taken from, and under which marker. */
interface Source {
  /** undefined: a kind of source that is not compared. */
  readonly key: string | undefined;
  readonly index?: string;
  readonly marker?: string;
  readonly extra?: string;
  readonly group?: string;
}

/** The requirements of one pyproject.toml, as uv reads it: with `tool.uv.sources` put in. */
export class UvPyproject {
  readonly root: Fields;
  /** Places of the indexes that are directories. */
  readonly indexDirectories: readonly string[];
  readonly #directory: string;
  readonly #sources: ReadonlyMap<string, readonly Source[]>;

  /** `workspace` is the pyproject.toml of the workspace's root: its sources hold for members too. */
  constructor(
    root: Fields,
    directory: string,
    memberPath: MemberPath,
    workspace?: { readonly root: Fields; readonly directory: string },
  ) {
    this.root = root;
    this.#directory = directory;
    const indexes = new Map([
      ...(workspace === undefined ? [] : readIndexes(workspace.root, workspace.directory)),
      ...readIndexes(root, directory),
    ]);
    this.indexDirectories = [...indexes.values()].filter((index) => !index.includes('://'));
    const sources = new Map([
      ...(workspace === undefined
        ? []
        : readSources(workspace.root, workspace.directory, memberPath, indexes)),
      ...readSources(root, directory, memberPath, indexes),
    ]);
    const unheeded = withoutSources(workspace?.root ?? root);
    this.#sources = new Map(
      [...sources].filter(([name]) => unheeded !== 'all' && !unheeded.includes(name)),
    );
  }

  get project(): Fields | undefined {
    return this.root.table('project');
  }

  get tool(): Fields | undefined {
    return this.root.table('tool')?.table('uv');
  }

  isDynamic(field: string): boolean {
    return this.project?.texts('dynamic').includes(field) === true;
  }

  get extras(): readonly string[] {
    return this.project?.table('optional-dependencies')?.keys.map(normalizeName) ?? [];
  }

  /** `dependencies` and `optional-dependencies`; names that cannot be compared are undefined. */
  requirements(): readonly (DeclaredRequirement | undefined)[] {
    const { project } = this;
    const optional = project?.table('optional-dependencies');
    return [
      ...this.#lowered(project?.texts('dependencies') ?? [], {}),
      ...(optional?.keys ?? []).flatMap((key) =>
        this.#lowered(optional?.texts(key) ?? [], { extra: normalizeName(key) }),
      ),
    ];
  }

  /**
   * `dependency-groups`, and the older `tool.uv.dev-dependencies` as `dev`. The requires-python of a group is a marker of
   * everything that is in it.
   */
  groups(): Readonly<Record<string, readonly (DeclaredRequirement | undefined)[]>> {
    const pythons = ownGroupPythons(this.root);
    const members = dependencyGroupMembers(this.root.table('dependency-groups'), (group) =>
      Object.hasOwn(pythons, group) ? pythonMarker(pythons[group] ?? '') : undefined,
    );
    const groups = new Map(
      Object.entries(members).map(([group, list]) => [
        group,
        list.flatMap(({ text, conditions }) => this.#lowered([text], { group }, conditions)),
      ]),
    );
    if (this.tool?.has('dev-dependencies') === true) {
      const legacy = this.#lowered(this.tool.texts('dev-dependencies'), { group: 'dev' });
      groups.set('dev', [...(groups.get('dev') ?? []), ...legacy]);
    }
    return Object.fromEntries(groups);
  }

  /** A list of requirements in `tool.uv`; undefined if it holds anything else. */
  listed(setting: string): readonly (DeclaredRequirement | undefined)[] | undefined {
    const value = this.tool?.value(setting);
    if (value === undefined) return [];
    if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) return undefined;
    return this.#lowered(value, {});
  }

  #lowered(
    texts: readonly string[],
    scope: { readonly extra?: string; readonly group?: string },
    conditions: readonly string[] = [],
  ): readonly (DeclaredRequirement | undefined)[] {
    return texts.flatMap((text) => {
      const requirement = parsed(text);
      if (requirement === undefined) return [undefined];
      return this.#lower(requirement, scope).map(
        (one) => one && { ...one, all: [...one.all, ...conditions] },
      );
    });
  }

  /**
   * One requirement becomes one for each of its sources, and one more if their markers do not cover every environment.
   */
  #lower(
    requirement: Requirement,
    scope: { readonly extra?: string; readonly group?: string },
  ): readonly (DeclaredRequirement | undefined)[] {
    const { name, extras, specifiers, markerText, url } = requirement;
    const common = {
      name,
      all: markerText === undefined ? [] : [markerText],
      none: [],
      ...(scope.extra === undefined ? {} : { extra: scope.extra }),
    };
    if (url !== undefined) {
      return [{ ...common, key: sourceKey(name, extras, referenceKey(requirement)) }];
    }
    const sources = (this.#sources.get(name) ?? []).filter(
      ({ extra, group }) =>
        (extra === undefined || extra === scope.extra) &&
        (group === undefined || group === scope.group),
    );
    const pieces = sources.map((source): DeclaredRequirement | undefined => {
      const key =
        source.index === undefined
          ? source.key && sourceKey(name, extras, source.key)
          : registryKey(name, extras, specifiers, source.index);
      if (key === undefined) return undefined;
      return {
        ...common,
        key,
        all: source.marker === undefined ? common.all : [...common.all, source.marker],
      };
    });
    if (sources.some(({ marker }) => marker === undefined)) return pieces;
    const none = sources.flatMap(({ marker }) => marker ?? []);
    return [...pieces, { ...common, key: registryKey(name, extras, specifiers, undefined), none }];
  }

  /** Directory of the project, relative to the context. */
  get directory(): string {
    return this.#directory;
  }
}

function parsed(text: string): Requirement | undefined {
  try {
    return parseRequirement(text);
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}

/** The packages whose sources uv does not heed (`no-sources`, `no-sources-package`). */
function withoutSources(root: Fields): 'all' | readonly string[] {
  const tool = root.table('tool')?.table('uv');
  if (tool?.value('no-sources') === true) return 'all';
  return tool?.has('no-sources-package') === true
    ? tool.texts('no-sources-package').map(normalizeName)
    : [];
}

function readIndexes(root: Fields, directory: string): readonly (readonly [string, string])[] {
  const tables = root.table('tool')?.table('uv')?.value('index');
  if (!Array.isArray(tables)) return [];
  return (root.table('tool')?.table('uv')?.tables('index') ?? []).flatMap((table) => {
    const name = table.text('name');
    const url = table.text('url');
    if (name === undefined || url === undefined) return [];
    return [[name, indexDirectory(directory, url) ?? url] as const];
  });
}

function readSources(
  root: Fields,
  directory: string,
  memberPath: MemberPath,
  indexes: ReadonlyMap<string, string>,
): readonly (readonly [string, readonly Source[]])[] {
  const table = root.table('tool')?.table('uv')?.table('sources');
  return (table?.keys ?? []).map((key) => {
    const name = normalizeName(key);
    const entries = Array.isArray(table?.value(key))
      ? table.tables(key)
      : [table?.requiredTable(key)];
    return [
      name,
      entries.flatMap((entry) =>
        entry === undefined ? [] : [readSource(entry, name, directory, memberPath, indexes)],
      ),
    ] as const;
  });
}

function readSource(
  entry: Fields,
  name: string,
  directory: string,
  memberPath: MemberPath,
  indexes: ReadonlyMap<string, string>,
): Source {
  const marker = entry.text('marker');
  const extra = entry.text('extra');
  const group = entry.text('group');
  const index = entry.text('index');
  return {
    key: keyOf(entry, name, directory, memberPath),
    ...(index === undefined ? {} : { index: indexes.get(index) ?? index }),
    ...(marker === undefined ? {} : { marker }),
    ...(extra === undefined ? {} : { extra: normalizeName(extra) }),
    ...(group === undefined ? {} : { group: normalizeName(group) }),
  };
}

function keyOf(
  entry: Fields,
  name: string,
  directory: string,
  memberPath: MemberPath,
): string | undefined {
  const git = entry.text('git');
  const subdirectory = entry.text('subdirectory');
  if (git !== undefined) {
    return gitKey(git, {
      subdirectory,
      rev: entry.text('rev'),
      tag: entry.text('tag'),
      branch: entry.text('branch'),
    });
  }
  const url = entry.text('url');
  if (url !== undefined) return `url ${urlKey(url)}`;
  const written = entry.text('path');
  const path = written === undefined ? memberPath(name) : contextPath(directory, written);
  return path === undefined ? undefined : `path ${path}`;
}
