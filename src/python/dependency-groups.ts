/**
 * Dependency groups: the table `[dependency-groups]` of pyproject.toml.
 * PEP 735, "Specification" and "Dependency Group Include".
 */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Locate } from '../toml/locate.ts';
import { isValidName, normalizeName } from './name.ts';
import type { NormalizedName } from './name.ts';
import { parseRequirement } from './requirement.ts';
import type { Requirement } from './requirement.ts';
import { TableReader, tableEntries } from '../toml/table-reader.ts';

/** Groups may include groups this deep. */
export const maximumGroupDepth = 100;

export interface ResolvedGroups {
  /** In their order, included ones in place; a group that is included twice is there once. */
  readonly requirements: readonly Requirement[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The requirements of the named groups of a parsed pyproject.toml; names in any spelling. */
export function resolveDependencyGroups(
  pyproject: unknown,
  names: readonly string[],
  locate?: Locate,
): ResolvedGroups {
  const root = TableReader.of(pyproject, locate);
  const resolver = new GroupResolver(root.tableOrEmpty('dependency-groups'));
  for (const name of names) resolver.include(name, [], undefined);
  return { requirements: resolver.requirements, diagnostics: root.diagnostics };
}

/** The groups that a parsed pyproject.toml has, normalised, in their order. */
export function dependencyGroupNames(pyproject: unknown): readonly NormalizedName[] {
  const groups = tableEntries(tableEntries(pyproject)?.get('dependency-groups'));
  return [...(groups?.keys() ?? [])].map(normalizeName);
}

class GroupResolver {
  readonly requirements: Requirement[] = [];
  readonly #table: TableReader;
  /** Normalised name → key. */
  readonly #keys = new Map<NormalizedName, string>();
  readonly #done = new Set<NormalizedName>();

  constructor(table: TableReader) {
    this.#table = table;
    for (const key of table.keys) {
      const name = normalizeName(key);
      const earlier = this.#keys.get(name);
      if (!isValidName(key)) table.report('is not a valid name of a group', [key]);
      else if (earlier !== undefined) table.report(`is the same group as \`${earlier}\``, [key]);
      else this.#keys.set(name, key);
    }
  }

  include(
    written: string,
    including: readonly NormalizedName[],
    from: readonly (string | number)[] | undefined,
  ): void {
    const name = normalizeName(written);
    const path = from ?? [];
    if (including.includes(name)) {
      const cycle = [...including.slice(including.indexOf(name)), name].join(' → ');
      this.#table.report(`includes itself: ${cycle}`, path, undefined, 'dependency-group-cycle');
      return;
    }
    if (including.length === maximumGroupDepth) {
      this.#table.report(`is nested deeper than ${maximumGroupDepth} groups`, path);
      return;
    }
    if (this.#done.has(name)) return;
    const key = this.#keys.get(name);
    if (key === undefined) {
      const message = from === undefined ? 'has no group' : 'includes a group that does not exist:';
      this.#table.report(`${message} \`${written}\``, path, undefined, 'unknown-dependency-group');
      return;
    }
    const inside = [...including, name];
    this.#table.items(key).forEach((item, index) => {
      this.#item(item, [key, index], inside);
    });
    this.#done.add(name);
  }

  #item(
    item: unknown,
    path: readonly (string | number)[],
    inside: readonly NormalizedName[],
  ): void {
    if (typeof item === 'string') {
      const requirement = this.#table.parse(path, () => parseRequirement(item));
      if (requirement !== undefined) this.requirements.push(requirement);
      return;
    }
    const entries = tableEntries(item);
    const included = entries?.get('include-group');
    if (entries?.size === 1 && typeof included === 'string') this.include(included, inside, path);
    else this.#table.report('must be a requirement or `{include-group = "…"}`', path);
  }
}
