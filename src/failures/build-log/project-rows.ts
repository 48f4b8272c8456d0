import { named, type BuildRow } from './build-cause.ts';

const SOURCE = 'set `source: .` if it is not a package: its files are then copied as they are';

/** Settings that the back end of a project misses in its files. */
export const projectRows: readonly BuildRow[] = [
  {
    logs: ['poetry-package-mode'],
    pattern: /not possible in non-package mode/,
    explain: () => ({
      told: 'its pyproject.toml says that it is not a package (package-mode = false)',
      help: 'Set `source: .`: its files are then copied as they are.',
    }),
  },
  {
    logs: ['flat-layout', 'flat-modules'],
    pattern: /Multiple top-level (packages|modules) discovered in a flat-layout: (\[[^\]]*\])/,
    explain: ([, kind = '', list = '']) => ({
      told: `setuptools finds several top-level ${kind} and cannot decide between them: ${list}`,
      help: `Name them in its pyproject.toml (tool.setuptools.${kind === 'packages' ? 'packages' : 'py-modules'}), or move them below src/; or ${SOURCE}.`,
    }),
  },
  {
    logs: ['hatch-files'],
    pattern: /Unable to determine which files to ship inside the wheel/,
    explain: (_, { name }) => ({
      told: `hatchling finds no directory with the name of the project (${name.replaceAll('-', '_')})`,
      help: `Name the directories in its pyproject.toml (tool.hatch.build.targets.wheel.packages); or ${SOURCE}.`,
    }),
  },
  {
    logs: ['poetry-files', 'flit-module'],
    pattern: /No file\/folder found for (?:package|module) ([\w.-]+)$/m,
    explain: ([, name = '']) => ({
      told: `there is no package or module ${name.replaceAll('-', '_')} in its directory, nor in src/`,
      help: `Name its packages in its pyproject.toml, and make sure that .dockerignore does not exclude them; or ${SOURCE}.`,
    }),
  },
  {
    logs: ['uv-module'],
    pattern: /Expected a Python module at: (\S+)/,
    explain: ([, path = '']) => ({
      told: `uv's back end expects its module at ${path}`,
      help: `Name it in its pyproject.toml (tool.uv.build-backend.module-name and module-root); or ${SOURCE}.`,
    }),
  },
  {
    logs: ['hatch-readme', 'poetry-readme', 'pdm-readme', 'setup-readme'],
    pattern:
      /Readme file does not exist: (\S+)|Readme path `([^`]+)` does not exist|Readme file not found \('([^']+)'\)|No such file or directory: '([^']*(?:README|CHANGE|HISTORY|LICEN[CS]E|requirements|VERSION)[^']*)'/i,
    explain: (match, { isOwn }) => {
      const path = match.slice(1).find(Boolean) ?? '';
      const file = path.replace(/^\/build\/source\//, '');
      return {
        told: `its build reads ${file}, which is not there`,
        help: isOwn
          ? `Make sure that the context has ${file} and that .dockerignore does not exclude it.`
          : 'Choose another version of it: its source distribution is incomplete.',
      };
    },
  },
  {
    logs: ['setuptools-scm', 'hatch-vcs', 'pbr'],
    pattern:
      /was unable to detect version|unable to detect version for|Versioning for this project requires either an sdist tarball|Error getting the version from source `vcs`/,
    explain: (_, built) => {
      const variable = built.name.replaceAll(/[-.]/g, '_').toUpperCase();
      return {
        told: 'it takes its version from git, but there is no repository or no git',
        help: `Add git to \`dependencies.build\` and make sure that the context has its .git, or give the version: \`compile: {${built.name}: {envs: {SETUPTOOLS_SCM_PRETEND_VERSION_FOR_${variable}: "1.0"}}}\` (PBR_VERSION for pbr).`,
      };
    },
  },
  {
    logs: ['undeclared', 'cython'],
    pattern: /ModuleNotFoundError: No module named '([\w.]+)'/,
    explain: ([, module = ''], built) => {
      const name = module.split('.')[0] ?? module;
      return {
        told: `its build imports ${name} and does not declare it`,
        help: built.isOwn
          ? `Add the package that has ${name} to build-system.requires of its pyproject.toml.`
          : `Choose another version of ${named(built)}, or add it in pyproject.toml: \`[tool.uv.extra-build-dependencies] ${built.name} = ["${name}"]\`.`,
      };
    },
  },
];
