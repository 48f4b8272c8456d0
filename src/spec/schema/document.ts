import * as z from 'zod/mini';
import { SYSTEM_LOCK } from '../spec.ts';
import {
  check,
  compile,
  healthcheck,
  index,
  lint,
  repositories,
  runtimes,
  systemDependencies,
} from './sections.ts';
import { builtKeys } from './built-keys.ts';
import { takesOwnKeys } from './known-keys.ts';
import { allPackages, asList, firstRemedy, withRemedy } from './remedies.ts';
import {
  boolean,
  commandWords,
  key,
  text,
  textMap,
  textOrTexts,
  texts,
  wholeNumber,
  writtenText,
  writtenTexts,
} from './values.ts';

const pythonKeys = {
  lock: key(
    textOrTexts,
    'The lock: uv.lock, pylock.toml, poetry.lock, pdm.lock, Pipfile.lock, requirements files, or a script with requirements of its own (PEP 723). By default the first file of these names next to the project.',
    { examples: ['uv.lock', ['requirements.txt', 'requirements-prod.txt']] },
  ),
  extras: key(texts, 'Extras of the release or project.', { examples: [['postgres']] }),
  groups: key(texts, 'Dependency groups of the project (PEP 735); none by default.', {
    examples: [['prod']],
  }),
  pip_constraint: key(
    text,
    'A constraints file of the context; it applies where no lock is given.',
    { examples: ['constraints.txt'] },
  ),
  index: key(index, 'Where packages come from.', {
    examples: [
      {
        url: 'https://index.example/simple',
        mirrors: { 'https://files.example/': 'https://mirror.example/files/' },
      },
    ],
  }),
  exclude_newer: key(text, 'Resolve as on that day; later releases are ignored.', {
    remedy: () => 'Write `2026-11-01` or `2026-11-01T12:00:00Z`.',
    examples: ['2026-11-01', '2026-11-01T12:00:00Z'],
  }),
  no_binary: key(texts, 'Packages to compile even if they have wheels.', { examples: [['lxml']] }),
  only_binary: key(
    withRemedy(
      z.union([z.literal(true), texts], { error: '`true` or a list of packages' }),
      firstRemedy(allPackages, asList(',')),
    ),
    'Packages never to compile; `true` for all.',
    { examples: [true, ['numpy']] },
  ),
  require_hashes: key(
    boolean,
    'Whether every file of a pylock.toml must have a hash; with `false`, files without one are accepted, with a warning.',
    { default: true },
  ),
  compile: key(compile, 'Build settings of single packages.', {
    examples: [{ uwsgi: { envs: { UWSGI_PROFILE: 'core' }, dependencies: ['libpcre2-dev'] } }],
  }),
};

const systemKeys = {
  build_constraints: key(
    texts,
    'Versions that are allowed for the packages that others are built with: `setuptools<80` for an sdist that newer ones do not build.',
    { examples: [['setuptools<80']] },
  ),
  runtime: key(writtenText, 'The base: a name of the catalogue or of `runtimes`.', {
    examples: ['trixie/3.13', 'bookworm/3.12', 'alpine/3.13'],
    default: 'trixie/3.13',
  }),
  runtimes: key(runtimes, 'Runtimes of your own, by name.', {
    examples: [
      {
        'ours/3.13': {
          image: 'registry.example/python-base:13',
          dependencies: { run: ['python3'], build: ['build-essential', 'python3-dev'] },
        },
      },
    ],
  }),
  dependencies: key(
    systemDependencies,
    'Debian or Alpine packages. Also the older list: `- libzbar0: [libzbar-dev]`, a run package with its build packages.',
    {
      examples: [
        { run: ['libzbar0t64'], build: ['libzbar-dev'] },
        [{ libzbar0t64: ['libzbar-dev'] }, 'curl'],
      ],
    },
  ),
  base: key(
    z.enum(['full', 'minimal'], { error: '`full` or `minimal`' }),
    'The base below the packages: the whole root stage, or only the files of it that an application can use, without a shell and a package manager (Debian).',
    { default: 'full' },
  ),
  keep: key(texts, 'System packages that stay in a minimal base with their programs.', {
    examples: [['bash', 'curl']],
  }),
  locales: key(
    texts,
    'Locales besides C.UTF-8 that programs can choose (Debian). Only these are generated; `envs: {LANG: …}` makes one the default.',
    { examples: [['de_DE.UTF-8', 'fr_FR.UTF-8']] },
  ),
  debug: key(texts, 'System packages that the target `debug` adds to the full root stage.', {
    examples: [['procps', 'strace', 'curl']],
  }),
  system_lock: key(text, 'The lock of the system packages; used by default where it exists.', {
    examples: [SYSTEM_LOCK],
    default: SYSTEM_LOCK,
  }),
  repositories: key(repositories, 'Further Debian repositories, each with its key.', {
    examples: [
      {
        nginx: {
          uri: 'deb https://packages.example/debian trixie nginx',
          key: '-----BEGIN PGP PUBLIC KEY BLOCK-----\n…\n-----END PGP PUBLIC KEY BLOCK-----\n',
        },
      },
    ],
  }),
};

const imageKeys = {
  entrypoint_name: key(
    withRemedy(
      z.union([text, writtenTexts], { error: 'a console script, or a command as a list' }),
      asList(' '),
    ),
    'The command of the container: a console script, or a command as a list.',
    { examples: ['ipython', ['python', '-m', 'app']], default: 'grocker-runner' },
  ),
  cmd: key(commandWords, 'Default arguments, which those of `docker run` replace.', {
    examples: [['--help']],
  }),
  owner: key(
    z.enum(['root', 'user'], { error: '`root` or `user`' }),
    'Owner of `source` and `files`: root, so that the user can read but not change them, or the user.',
    { default: 'root' },
  ),
  setuid: key(
    boolean,
    'Whether programs of the image may run as their owner (setuid); with `false` none of them can be used to become root.',
    { default: true },
  ),
  volumes: key(texts, 'Directories for data; the user may write there.', { examples: [['/data']] }),
  ports: key(
    withRemedy(
      z.array(z.union([z.string(), z.number()], { error: 'a port' }), { error: 'a list of ports' }),
      asList(','),
    ),
    'Ports that the application listens on.',
    { examples: [[8080, '53/udp']] },
  ),
  envs: key(textMap, 'Environment variables of the image.', {
    examples: [{ DJANGO_SETTINGS_MODULE: 'app.settings', WORKERS: 2 }],
  }),
  env: key(textMap, 'The same as `envs`.'),
  labels: key(textMap, 'Labels of the image.', {
    examples: [{ 'org.opencontainers.image.vendor': 'Example' }],
  }),
  user: key(writtenText, 'Name of the user; its uid is 1000.', { default: 'grocker' }),
  workdir: key(text, 'The directory in which the application starts.', {
    default: '/home/grocker',
  }),
  stop_signal: key(writtenText, 'The signal that asks the application to stop.', {
    examples: ['SIGTERM'],
  }),
  healthcheck: key(healthcheck, 'How to check that the application works.', {
    examples: [
      { http: ':8000/health', interval: '30s' },
      { test: ['curl', '-f', 'http://localhost:8080/'], interval: '30s', retries: 3 },
    ],
  }),
  init: key(
    boolean,
    'Whether a small init (tini) is process 1: it forwards signals, ends processes that ignore them by default, and reaps orphans.',
    { default: false },
  ),
  time_zone: key(
    text,
    'The local time of the application, as a name of the time zone database; UTC by default.',
    {
      examples: ['Europe/Berlin'],
    },
  ),
  certificates: key(
    texts,
    "Files of the context with certificates of authorities that the application trusts in addition to the system's; requests, httpx and Node use them, too.",
    { examples: [['company.pem']] },
  ),
  docker_image_prefix: key(text, 'Prefix of the image name; for the command `grocker`.', {
    examples: ['registry.example/team'],
  }),
  image_base_name: key(text, "Image name in place of the project's; for the command `grocker`.", {
    examples: ['app'],
  }),
  manifest: key(
    z.union([boolean, z.enum(['yes', 'no', 'on', 'off'])], { error: '`true` or `false`' }),
    'A key of Grocker 8; has no effect.',
  ),
};

const buildKeys = {
  compile_bytecode: key(
    z.union([boolean, z.enum(['all', 'checked'])], {
      error: '`true`, `false`, `all` or `checked`',
    }),
    'Whether byte code is compiled into the image: for every module except the tests of packages (directories `tests`), which no service imports, or for `all`. Python runs it without checking the sources; with `checked` it compares them at every import, in case files of the finished image are changed.',
    { default: true },
  ),
  slim: key(
    z.union([boolean, z.literal('bytecode')], { error: '`true`, `false` or `bytecode`' }),
    'Whether packages are installed without what nothing reads when they run: tests, type stubs, headers, static libraries, and symbols of extension modules. What a package needs stays; what was dropped is in `slim.json` of its `.dist-info`. The target `check` then imports every package. With `bytecode` modules are byte code alone, for applications that no package reads the source text of.',
    { default: false },
  ),
  layers: key(wholeNumber(1, 100), 'At most this many image layers for Python packages.', {
    default: 12,
  }),
  check: key(check, 'Tests of the target `check`.', {
    examples: [
      { imports: ['app', 'PIL.Image'], run: [['app', '--version']], allow_missing: ['libSM.so.6'] },
    ],
  }),
};

/** The keys of one image: of the file itself and, to override them, of each service. */
const ownKeys = { ...builtKeys, ...pythonKeys, ...systemKeys, ...imageKeys, ...buildKeys };

/** A service's keys, those that begin with `x-` left out. */
export const serviceSchema = z.strictObject(ownKeys, {
  error: 'a mapping of keys that the service overrides',
});

/** The keys of the file as a whole, which no service has. */
const fileKeys = {
  args: key(
    z.record(z.string(), z.nullable(writtenText), { error: 'a mapping of names to defaults' }),
    'Build arguments with their defaults: `${NAME}` in any text. Without a default one must be given.',
    { examples: [{ APP_VERSION: '1.0' }] },
  ),
  services: key(
    z.record(z.string(), z.nullable(serviceSchema), { error: 'a mapping of names to services' }),
    'Several images of one file: each inherits all of it and overrides; a key without a value resets what it inherits. Its name is a target.',
    { examples: [{ worker: { entrypoint_name: 'celery', cmd: ['-A', 'app', 'worker'] } }] },
  ),
  lint: key(lint, 'Which rules of `grocker lint` apply, and how much they matter.', {
    examples: [
      {
        ignore: { 'no-lock': 'a demonstration that follows the newest release' },
        severity: { 'unpinned-base-image': 'error' },
      },
    ],
  }),
};

/** grocker.yml as a whole, keys that begin with `x-` left out. */
export const documentSchema = z.strictObject(
  { ...ownKeys, ...fileKeys },
  { error: 'keys with values' },
);

/** Names of the keys that no service has. */
export const fileKeyNames: ReadonlySet<string> = new Set(Object.keys(fileKeys));

/** Every key of the file, by what a person looks for. */
export const keySections: readonly (readonly [title: string, keys: readonly string[]])[] = [
  ['What is built', Object.keys(builtKeys)],
  ['Its Python dependencies', Object.keys(pythonKeys)],
  ['The system', Object.keys(systemKeys)],
  ['The image', Object.keys(imageKeys)],
  ['How it is built', Object.keys({ ...buildKeys, ...fileKeys })],
];

/** Keys whose value is a mapping with keys of ours: such a key without a value is as if it were not there. */
export const mappingKeys: ReadonlySet<string> = new Set(
  Object.entries({ ...ownKeys, ...fileKeys })
    .filter(([, schema]) => takesOwnKeys(schema))
    .map(([name]) => name),
);
