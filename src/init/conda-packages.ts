import { joinPath } from '../paths/path-pattern.ts';
import { CONDA_FILES } from '../project/conda-files.ts';
import { tableEntries, valueAt } from '../toml/table-reader.ts';
import { contentOf } from './file-content.ts';
import type { ProjectTree } from './tree.ts';

/** The Python packages that a file of conda or pixi names, as requirements. */
export function condaRequirements(
  tree: ProjectTree,
  directory: string,
): { readonly file: string; readonly requirements: readonly string[] } | undefined {
  for (const name of CONDA_FILES) {
    const file = joinPath(directory, name);
    const content = contentOf(tree, file);
    const requirements = name.endsWith('.toml')
      ? pixiRequirements(content)
      : environmentRequirements(content);
    if (requirements.length > 0) return { file, requirements };
  }
  return undefined;
}

/** The minor version of Python that a file of conda or pixi names: `python=3.11`, `python >=3.11,<3.12`. */
export function condaPython(
  tree: ProjectTree,
  directory: string,
): { readonly file: string; readonly minor: number } | undefined {
  for (const name of CONDA_FILES) {
    const file = joinPath(directory, name);
    const content = contentOf(tree, file);
    const written = name.endsWith('.toml')
      ? valueAt(content, ['dependencies', 'python'])
      : listed(valueAt(content, ['dependencies']));
    const minor = typeof written === 'string' ? /3\.(\d+)/.exec(written)?.[1] : undefined;
    if (minor !== undefined) return { file, minor: Number(minor) };
  }
  return undefined;
}

function listed(dependencies: unknown): string | undefined {
  return strings(dependencies).find((each) =>
    /^(?:[\w-]+::)?python\s*(?:[=<>!~]|$)/.test(each.trim()),
  );
}

/** `dependencies` of an environment.yml: specifications of conda, and a list of pip's. */
function environmentRequirements(content: unknown): readonly string[] {
  const list = valueAt(content, ['dependencies']);
  if (!Array.isArray(list)) return [];
  return list.flatMap((each: unknown): readonly string[] => {
    if (typeof each === 'string') return condaSpecification(each);
    return strings(valueAt(each, ['pip'])).filter((line) => /^[A-Za-z0-9]/.test(line));
  });
}

/** `channel::name=1.2=build`, `name >=1,<2`: docs.conda.io, "Package match specifications". */
function condaSpecification(text: string): readonly string[] {
  const match = /^(?:[\w-]+::)?([A-Za-z0-9][\w.-]*)\s*(.*)$/.exec(text.trim());
  const [, name = '', version = ''] = match ?? [];
  return requirement(name, version);
}

function pixiRequirements(table: unknown): readonly string[] {
  const conda = [...(tableEntries(valueAt(table, ['dependencies'])) ?? [])];
  const index = [...(tableEntries(valueAt(table, ['pypi-dependencies'])) ?? [])];
  const versionOf = (value: unknown) => {
    const version = typeof value === 'string' ? value : tableEntries(value)?.get('version');
    return typeof version === 'string' ? version : '';
  };
  return [
    ...conda.flatMap(([name, value]) => requirement(name, versionOf(value))),
    ...index.flatMap(([name, value]) => {
      const fields = tableEntries(value);
      if (fields?.has('path') === true || fields?.has('git') === true) return [];
      const extras = strings(fields?.get('extras'));
      const written = name + (extras.length > 0 ? `[${extras.join(',')}]` : '');
      return [written + specifier(versionOf(value))];
    }),
  ];
}

/** Packages of conda that are not Python packages. */
const OTHERS =
  /^(?:python|pip|setuptools|wheel|conda|mamba|nodejs|openssl|ca-certificates|make|cmake|git|curl|ffmpeg|graphviz|gdal|proj|geos|sqlite|zlib|mkl|blas|openblas|cudatoolkit|tk|readline|ncurses|xz|nomkl|compilers|cxx-compiler|c-compiler|pandoc|nginx|postgresql|mysql|redis|openjdk|pixi|uv|gcc.*|gxx.*|lib.*|_.*|r-.*|cuda.*|vs\d.*)$/;

/** Names that differ in Python's index. */
const RENAMED: Readonly<Record<string, string>> = {
  'matplotlib-base': 'matplotlib',
  'msgpack-python': 'msgpack',
  opencv: 'opencv-python-headless',
  'py-opencv': 'opencv-python-headless',
  'python-graphviz': 'graphviz',
  pytables: 'tables',
  pytorch: 'torch',
  'pytorch-cpu': 'torch',
  'tensorflow-base': 'tensorflow',
  typing_extensions: 'typing-extensions',
};

function requirement(name: string, version: string): readonly string[] {
  const own = name.toLowerCase();
  if (OTHERS.test(own)) return [];
  return [(Object.hasOwn(RENAMED, own) ? (RENAMED[own] ?? own) : name) + specifier(version)];
}

/** conda's versions as PEP 440 has them: `=1.2` is any 1.2, `1.2` exactly that, a build after it is conda's own. */
function specifier(version: string): string {
  const text = version.trim();
  if (text === '' || text === '*' || text.includes('|')) return '';
  return text
    .split(',')
    .map((each) => {
      const written = each.trim().replace(/^([=<>!~]*\s*[\w.*+!-]+?)(?:[=\s]+\S+)?$/, '$1');
      const [, operator = '', number = ''] = /^([=<>!~]*)\s*(.*)$/.exec(written) ?? [];
      if (number === '*') return '';
      const isFuzzy = operator === '=' && !number.endsWith('*') && number.split('.').length < 3;
      if (operator === '=' || operator === '') return `==${number}${isFuzzy ? '.*' : ''}`;
      return operator + number;
    })
    .filter((each) => each !== '')
    .join(',');
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
