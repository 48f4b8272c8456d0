import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildRows, decisiveLines, explainLog } from './explain-log.ts';

const LOGS = new URL('../../../test/failures/logs/', import.meta.url);
const log = (name: string) => readFileSync(new URL(`${name}.txt`, LOGS), 'utf8');
const built = {
  name: 'tool',
  version: '1.0',
  python: '3.13.5',
  family: 'debian',
  image: 'debian:trixie-slim',
  isOwn: false,
} as const;
const own = { ...built, version: null, isOwn: true } as const;

/** The explanation of a log, and the decisive word of the remedy. */
const expected: Readonly<Record<string, readonly [told: string, help: string]>> = {
  'cmake-fetch': [
    'its build fetches something from the network',
    'compile: {tool: {network: true}}',
  ],
  'cmake-missing': ['cmake is missing', 'Add cmake to `dependencies.build`'],
  'cmake-old': ['it is written for an older CMake', 'CMAKE_POLICY_VERSION_MINIMUM'],
  'cmake-configuration': ['Eigen3, which CMake looks for, is missing', 'Add libeigen3-dev'],
  'cmake-package': ['BZip2, which CMake looks for, is missing', 'Add libbz2-dev'],
  'cmake-package-wrapped': ['OpenSSL, which CMake looks for, is missing', 'Add libssl-dev'],
  'cmake-pkg-config': ['the library libsodium is missing', 'Add libsodium-dev'],
  'compiler-missing': ['the compiler gcc-none is missing', 'Add build-essential'],
  cython: ['its build imports Cython and does not declare it', 'tool = ["Cython"]'],
  'flat-layout': [
    "several top-level packages and cannot decide between them: ['pots', 'cups']",
    'source: .',
  ],
  'flat-modules': [
    "several top-level modules and cannot decide between them: ['cups', 'pots']",
    'py-modules',
  ],
  'flit-module': ['there is no package or module a', 'source: .'],
  'git-missing': ['the program git is missing', 'Add git to'],
  'hatch-files': ['hatchling finds no directory with the name of the project (tool)', 'packages'],
  'hatch-readme': [
    'its build reads README.md, which is not there',
    'its source distribution is incomplete',
  ],
  'hatch-vcs': ['it takes its version from git', 'SETUPTOOLS_SCM_PRETEND_VERSION_FOR_TOOL'],
  header: ['the header zbar.h is missing', 'Add libzbar-dev to `dependencies.build`'],
  'header-in-directory': ['the header libpq-fe.h is missing', 'Add libpq-dev'],
  imp: ['it needs the module imp, which Python 3.12 removed', 'runtime'],
  impimporter: ['pkgutil.ImpImporter, which Python 3.12 removed', 'runtime'],
  killed: ['it was killed', 'Give the builder more memory'],
  library: ['the library sodium (-lsodium) is missing', 'Add libsodium-dev'],
  'meson-dependency': ['the library libsodium is missing', 'Add libsodium-dev'],
  'meson-fortran': ['a Fortran compiler is missing', 'Add gfortran'],
  'meson-pkg-config': ['the library openblas is missing', 'the system package that has'],
  'mysql-config': ['the program mysql_config is missing', 'Add libmariadb-dev'],
  network: ['its build fetches something from the network', 'network: true'],
  'old-setuptools': [
    'the module distutils, which Python 3.12 removed: tool 1.0 is older than Python 3.13',
    'bookworm/3.11',
  ],
  pbr: ['it takes its version from git', 'PBR_VERSION'],
  'pdm-readme': ['its build reads README.md', 'incomplete'],
  'pg-config': ['the program pg_config is missing', 'Add libpq-dev'],
  'pkg-resources': ['pkg_resources, which setuptools removed in version 82', 'setuptools<82'],
  'poetry-files': ['there is no package or module a', 'source: .'],
  'poetry-package-mode': ['it is not a package (package-mode = false)', 'source: .'],
  'poetry-readme': ['its build reads README.md', 'incomplete'],
  'python-c-api': ['has no member named ‘recursion_depth’', 'runtime'],
  'removed-longintrepr': ['longintrepr.h, which Python 3.11 moved', 'runtime'],
  'rust-missing': ['the Rust compiler is missing', 'Add cargo'],
  'setup-readme': ['its build reads README.md', 'incomplete'],
  'setuptools-scm': ['it takes its version from git', '.git'],
  submodule: ['its build fetches something from the network', 'network: true'],
  syntax: ['tool 1.0 is written for Python 2', 'Choose a newer version'],
  undeclared: ['its build imports numpy and does not declare', 'tool = ["numpy"]'],
  'use-2to3': ['was written for Python 2', 'newer version'],
  'uv-module': ["uv's back end expects its module at", 'source: .'],
};

describe('the log of a failed build', () => {
  test.each(Object.entries(expected))('%s', (name, [told, help]) => {
    const cause = explainLog(log(name), built);
    expect(cause?.told).toContain(told);
    expect(cause?.help).toContain(help);
  });

  test('is recorded for each row, and no log without one', () => {
    const recorded = readdirSync(LOGS).map((file) => file.replace('.txt', ''));
    expect(recorded.sort()).toEqual(Object.keys(expected).sort());
    const named = buildRows.flatMap(({ logs }) => logs);
    expect([...named].sort()).toEqual(recorded.sort());
  });

  test('is found by the row that names it', () => {
    for (const row of buildRows) {
      for (const name of row.logs) {
        const match = row.pattern.exec(log(name));
        const cause = match && row.explain(match, built);
        expect([name, cause]).toEqual([name, explainLog(log(name), built)]);
      }
    }
  });
});

test.each([
  ['Exception: Can not find valid pkg-config name.\n', 'the program pkg-config is missing'],
  ["-- No package 'libsodium' found\n", 'the library libsodium is missing'],
  ['Package libsodium was not found in the pkg-config search path.\n', 'the library libsodium'],
])('each alternative of a pattern has its name: %j', (text, told) => {
  expect(explainLog(text, built)?.told).toContain(told);
});

test('the project itself can be corrected', () => {
  expect(explainLog(log('undeclared'), own)?.help).toContain('build-system.requires');
  expect(explainLog(log('hatch-readme'), own)?.help).toContain('.dockerignore');
  expect(explainLog(log('pkg-resources'), own)?.help).toContain('setuptools<82');
});

test('an older Debian calls its packages otherwise, and Alpine has others', () => {
  const words = 'a.c:1:10: fatal error: nothing/known.h: No such file or directory';
  expect(explainLog(words, built)?.help).toContain('the system package that has the header');
  const alpine = { ...built, family: 'alpine', image: 'python:3.13-alpine' } as const;
  expect(explainLog(log('header'), alpine)?.help).toContain('(on Debian libzbar-dev)');
});

test('a package that CMake can do without is not a cause', () => {
  const optional = '-- Could NOT find Doxygen (missing: DOXYGEN_EXECUTABLE)\n';
  expect(explainLog(optional, built)).toBeUndefined();
  expect(explainLog(`${optional}${log('cmake-package')}`, built)?.told).toContain('BZip2');
});

test('an error of CMake is reported with its message, not only with its place', () => {
  const words = 'CMake Error at CMakeLists.txt:4 (add_it):\n  Unknown CMake command "add_it".\n\n';
  expect(decisiveLines(words)).toContain('Unknown CMake command "add_it".');
});

test('if no row matches a log, the error has its decisive lines', () => {
  const words =
    'running build\nfoo.c:3:1: error: unknown type name ‘bar’\nmore\nerror: command failed\n';
  expect(decisiveLines(words)).toBe(
    'foo.c:3:1: error: unknown type name ‘bar’ | error: command failed',
  );
  expect(decisiveLines('nothing of note\n')).toBe('nothing of note');
});
