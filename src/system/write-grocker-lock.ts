import { tomlString } from '../toml/toml-text.ts';
import {
  systemStages,
  type GrockerLock,
  type LockedFile,
  type LockedImage,
  type LockedSource,
} from './grocker-lock.ts';

const header = `# What images are made of besides their Python packages, made by \`grocker lock\`.
# To be committed beside grocker.yml and not to be edited.
`;

type Value = string | number | boolean | undefined;

/** grocker.lock as TOML: one package on a line, in an order that depends on nothing but names. */
export function writeGrockerLock({ images }: GrockerLock): string {
  const tables = sorted(images, ({ platform, base, stages }) => [
    platform,
    base,
    ...systemStages.map((stage) => stages[stage].requested.join(' ')),
  ]).map(imageText);
  return [header, 'lock-version = "1.0"\n', ...tables].join('');
}

function imageText({ python, stages, repositories, ...image }: LockedImage): string {
  const { libc } = python;
  return [
    table('[image]', {
      platform: image.platform,
      base: image.base,
      reference: image.reference,
    }),
    table('image.python', {
      version: python.version,
      executable: python.executable,
      libc: `${libc.name} ${libc.version}`,
      'free-threaded': python.freeThreaded ? true : undefined,
    }),
    ...sorted(repositories, ({ id }) => [id]).map(({ id, line, key }) =>
      table('[image.repository]', { id, line, key }),
    ),
    ...systemStages.map((stage) => {
      const { requested, packages } = stages[stage];
      const rows = sorted(packages, ({ name, architecture }) => [name, architecture]).map(
        ({ name, version, architecture, size, sha256, url }) =>
          inlineTable({ name, version, architecture, size, sha256, url }),
      );
      return [
        table(`image.${stage}`, {}),
        `requested = [${requested.map(tomlString).join(', ')}]\n`,
        list('packages', rows),
      ].join('');
    }),
    ...sorted(image.builds, ({ name, source }) => [name, source]).map(
      ({ name, source, pure, requires, dynamic, wheels, compiled }) =>
        [
          table('[image.build]', { name, source, pure }),
          list('requires', requires.map(tomlString)),
          dynamic.length > 0 ? list('dynamic', dynamic.map(tomlString)) : '',
          list('wheels', fileRows(wheels)),
          compiled.length > 0 ? list('compiled', sourceRows(compiled)) : '',
        ].join(''),
    ),
    ...sorted(image.resolutions, ({ question }) => [question]).map(({ question, files }) =>
      [table('[image.resolution]', { question }), list('files', fileRows(files))].join(''),
    ),
    ...sorted(image.downloads, ({ url }) => [url]).map(({ url, sha256 }) =>
      table('[image.download]', { url, sha256 }),
    ),
    ...sorted(image.assets, ({ from }) => [from]).map(({ from, reference }) =>
      table('[image.asset]', { from, reference }),
    ),
  ].join('');
}

function fileRows(files: readonly LockedFile[]): string[] {
  return sorted(files, ({ name, file }) => [name, file]).map(
    ({ name, version, file, size, sha256, url }) =>
      inlineTable({ name, version, file, size, sha256, url }),
  );
}

function sourceRows(sources: readonly LockedSource[]): string[] {
  return sorted(sources, ({ name }) => [name]).map((source) => {
    const { name, version, url, subdirectory } = source;
    if ('commit' in source)
      return inlineTable({ name, version, commit: source.commit, url, subdirectory });
    const { file, size, sha256 } = source;
    return inlineTable({ name, version, file, size, sha256, url, subdirectory });
  });
}

function table(name: string, values: Readonly<Record<string, Value>>): string {
  const lines = pairs(values).map((pair) => `${pair}\n`);
  return [`\n[${name}]\n`, ...lines].join('');
}

function inlineTable(values: Readonly<Record<string, Value>>): string {
  return `{ ${pairs(values).join(', ')} }`;
}

function pairs(values: Readonly<Record<string, Value>>): string[] {
  return Object.entries(values).flatMap(([key, value]) =>
    value === undefined
      ? []
      : [`${key} = ${typeof value === 'string' ? tomlString(value) : String(value)}`],
  );
}

function list(name: string, items: readonly string[]): string {
  if (items.length === 0) return `${name} = []\n`;
  return [`${name} = [\n`, ...items.map((item) => `    ${item},\n`), ']\n'].join('');
}

function sorted<T>(items: readonly T[], key: (item: T) => readonly string[]): T[] {
  const keyed = items.map((item) => ({ item, key: key(item).join('\0') }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ item }) => item);
}
