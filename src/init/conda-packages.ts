import { ownValue } from '../paths/own-value.ts';
import { joinPath } from '../paths/path-pattern.ts';
import { CONDA_FILES } from '../project/conda-files.ts';
import { tableEntries, valueAt } from '../toml/table-reader.ts';
import { contentOf } from './file-content.ts';
import type { ProjectTree } from './tree.ts';

/** The packages that a file of conda or pixi names. */
interface CondaPackages {
  readonly file: string;
  /** Those of Python, as requirements. */
  readonly requirements: readonly string[];
  /** Those of the system, by Debian's names. */
  readonly system: readonly string[];
}

/** The packages of the first file of conda or pixi that names any of Python. */
export function condaPackages(tree: ProjectTree, directory: string): CondaPackages | undefined {
  for (const name of CONDA_FILES) {
    const file = joinPath(directory, name);
    const content = contentOf(tree, file);
    const { conda, index } = name.endsWith('.toml') ? ofPixi(content) : ofEnvironment(content);
    const requirements = [
      ...conda.flatMap((each) => requirement(each.name, each.version)),
      ...index,
    ];
    const system = conda.flatMap((each) => ownValue(SYSTEM, each.name.toLowerCase()) ?? []);
    if (requirements.length > 0) return { file, requirements, system: [...new Set(system)] };
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

/** What a file names: packages of conda, and requirements of Python's index. */
interface Named {
  readonly conda: readonly { readonly name: string; readonly version: string }[];
  readonly index: readonly string[];
}

/** `dependencies` of an environment.yml: specifications of conda, and a list of pip's. */
function ofEnvironment(content: unknown): Named {
  const value = valueAt(content, ['dependencies']);
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return {
    conda: strings(list).flatMap(condaSpecification),
    index: list
      .flatMap((each) => strings(valueAt(each, ['pip'])))
      .filter((line) => /^[A-Za-z0-9]/.test(line)),
  };
}

/** `channel::name=1.2=build`, `name >=1,<2`: docs.conda.io, "Package match specifications". */
function condaSpecification(text: string): Named['conda'] {
  const match = /^(?:[\w-]+::)?([A-Za-z0-9_][\w.-]*)\s*(.*)$/.exec(text.trim());
  const [, name, version = ''] = match ?? [];
  return name === undefined ? [] : [{ name, version }];
}

function ofPixi(table: unknown): Named {
  const conda = [...(tableEntries(valueAt(table, ['dependencies'])) ?? [])];
  const index = [...(tableEntries(valueAt(table, ['pypi-dependencies'])) ?? [])];
  const versionOf = (value: unknown) => {
    const version = typeof value === 'string' ? value : tableEntries(value)?.get('version');
    return typeof version === 'string' ? version : '';
  };
  return {
    conda: conda.map(([name, value]) => ({ name, version: versionOf(value) })),
    index: index.flatMap(([name, value]) => {
      const fields = tableEntries(value);
      if (fields?.has('path') === true || fields?.has('git') === true) return [];
      const extras = strings(fields?.get('extras'));
      const written = name + (extras.length > 0 ? `[${extras.join(',')}]` : '');
      return [written + specifier(versionOf(value))];
    }),
  };
}

/** Packages of conda that are not Python packages, and that an image has, or that its wheels bring along. */
const OTHERS =
  /^(?:python|pip|setuptools|wheel|conda|mamba|openssl|ca-certificates|make|cmake|curl|wget|proj|geos|sqlite|zlib|zstd|lz4-c|mkl|blas|openblas|fftw|eigen|boost|hdf5|tbb|intel-openmp|cudatoolkit|cudnn|nccl|tk|readline|ncurses|xz|bzip2|yaml|expat|icu|pcre2?|krb5|jpeg|freetype|harfbuzz|glib|gettext|gmp|mpfr|x264|x265|lame|arrow-cpp|htslib|nomkl|compilers|cxx-compiler|c-compiler|binutils|coreutils|nginx|postgresql|mysql|redis|rust|go|julia|swig|pixi|uv|tmux|vim|htop|python_abi|pytorch-cuda|gcc.*|gxx.*|clang.*|llvm.*|lib.*|_.*|r-.*|xorg-.*|cuda.*|vs\d.*)$/;

/** Programs and libraries of the system, by the names of conda, as packages of Debian. */
const SYSTEM: Readonly<Record<string, string>> = {
  bcftools: 'bcftools',
  bedtools: 'bedtools',
  blast: 'ncbi-blast+',
  bowtie2: 'bowtie2',
  bwa: 'bwa',
  cairo: 'libcairo2',
  coincbc: 'coinor-cbc',
  exiftool: 'libimage-exiftool-perl',
  ffmpeg: 'ffmpeg',
  fontconfig: 'fontconfig',
  gdal: 'gdal-bin',
  ghostscript: 'ghostscript',
  git: 'git',
  glpk: 'glpk-utils',
  graphviz: 'graphviz',
  imagemagick: 'imagemagick',
  jq: 'jq',
  libmagic: 'libmagic1',
  libsndfile: 'libsndfile1',
  minimap2: 'minimap2',
  nodejs: 'nodejs',
  openjdk: 'default-jre-headless',
  pandoc: 'pandoc',
  pango: 'libpangocairo-1.0-0',
  perl: 'perl',
  poppler: 'poppler-utils',
  portaudio: 'libportaudio2',
  qpdf: 'qpdf',
  samtools: 'samtools',
  sox: 'sox',
  tesseract: 'tesseract-ocr',
  unixodbc: 'unixodbc',
  zbar: 'libzbar0',
};

/** Names that differ in Python's index. */
const RENAMED: Readonly<Record<string, string>> = {
  'dask-core': 'dask',
  'geopandas-base': 'geopandas',
  'matplotlib-base': 'matplotlib',
  'msgpack-python': 'msgpack',
  opencv: 'opencv-python-headless',
  'py-opencv': 'opencv-python-headless',
  'py-xgboost': 'xgboost',
  pyqt: 'pyqt5',
  'python-duckdb': 'duckdb',
  'python-graphviz': 'graphviz',
  'python-kaleido': 'kaleido',
  pytables: 'tables',
  pytorch: 'torch',
  'pytorch-cpu': 'torch',
  'tensorflow-base': 'tensorflow',
  'tensorflow-gpu': 'tensorflow',
  typing_extensions: 'typing-extensions',
};

function requirement(name: string, version: string): readonly string[] {
  const own = name.toLowerCase();
  if (OTHERS.test(own) || Object.hasOwn(SYSTEM, own)) return [];
  return [(ownValue(RENAMED, own) ?? name) + specifier(version)];
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
