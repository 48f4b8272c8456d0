import { parse } from 'smol-toml';
import { tableEntries } from '../../../toml/table-reader.ts';
import { tomlInline } from '../../../toml/toml-text.ts';

/** A resolution for one machine. */
export interface MachinePylock {
  /** The value of the marker `platform_machine`: `x86_64`, `aarch64`. */
  readonly machine: string;
  /** A pylock.toml, as uv wrote it. */
  readonly text: string;
}

type Table = ReadonlyMap<string, unknown>;

/** The fields that must agree for machines to share one table: everything installed except wheels. */
const shared = ['name', 'version', 'marker', 'vcs', 'directory', 'archive', 'sdist'];

/**
 * One lock from the resolutions for several machines (PEP 751). A package on which they agree is there once, with the
 * wheels of all; any other one has a marker with its machine.
 */
export function mergePylocks(locks: readonly MachinePylock[]): string {
  const [first, ...others] = locks;
  if (first === undefined) throw new Error('there is no lock to merge');
  if (others.every(({ text }) => text === first.text)) return first.text;
  const parsed = locks.map(({ machine, text }) => ({
    machine,
    root: tableEntries(parse(text)) ?? new Map<string, unknown>(),
  }));
  const versions = new Map<string, { machines: string[]; tables: Table[] }>();
  for (const { machine, root } of parsed) {
    for (const table of packagesOf(root)) {
      const key = tomlInline(shared.map((field) => [tomlInline(table.get(field))]));
      const known = versions.get(key) ?? { machines: [], tables: [] };
      known.machines.push(machine);
      known.tables.push(table);
      versions.set(key, known);
    }
  }
  const packages = [...versions.values()].map(({ machines, tables }) =>
    machines.length === locks.length ? united(tables) : marked(united(tables), machines),
  );
  const head = [...(parsed[0]?.root ?? [])].filter(([key]) => key !== 'packages');
  return [
    ...head.map(([key, value]) => `${key} = ${tomlInline(value)}\n`),
    ...packages.sort(inOrder).map(packageText),
  ].join('');
}

function packagesOf(root: Table): Table[] {
  const packages = root.get('packages');
  return (Array.isArray(packages) ? packages : []).map((table) => tableEntries(table) ?? new Map());
}

/** The first table with the wheels of all. */
function united(tables: readonly Table[]): Table {
  const wheels = tables.flatMap((table) => {
    const own = table.get('wheels');
    return Array.isArray(own)
      ? own.map((wheel: unknown) => [tomlInline(wheel), wheel] as const)
      : [];
  });
  const unique = [...new Map(wheels).entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  const table = new Map(tables[0]);
  if (unique.length > 0)
    table.set(
      'wheels',
      unique.map(([, wheel]) => wheel),
    );
  return table;
}

function marked(table: Table, machines: readonly string[]): Table {
  const own = table.get('marker');
  const these = machines.map((machine) => `platform_machine == '${machine}'`).join(' or ');
  const marker = typeof own === 'string' ? `(${own}) and (${these})` : these;
  return new Map([...table, ['marker', marker]]);
}

/** By name, then version, then marker. */
function inOrder(a: Table, b: Table): number {
  const [left, right] = [a, b].map((table) =>
    tomlInline([table.get('name'), table.get('version'), table.get('marker')]),
  );
  return (left ?? '') < (right ?? '') ? -1 : 1;
}

/** As uv writes it: one line for each field, and one for each wheel. */
function packageText(table: Table): string {
  const lines = [...table].map(([key, value]) => {
    if (key !== 'wheels' || !Array.isArray(value)) return `${key} = ${tomlInline(value)}\n`;
    const wheels = value.map((wheel) => `    ${tomlInline(wheel)},\n`);
    return `wheels = [\n${wheels.join('')}]\n`;
  });
  return `\n[[packages]]\n${lines.join('')}`;
}
