/** The meaning of a code, and the smallest file that gets it. */
export interface DefinitionCode {
  readonly meaning: string;
  readonly bad: string;
  /** The same, mended; absent if the remedy is not in the file. */
  readonly good?: string;
}

const app = 'release: app==1.0\n';

const table = {
  'absolute-path': {
    meaning:
      'A path that has to be within the build context is absolute. The builder sees only the context, never the machine.',
    bad: 'lock: /srv/app/uv.lock\n',
    good: 'lock: uv.lock\n',
  },
  'minimal-base': {
    meaning: 'A minimal base is made of Debian packages; the runtime is not on Debian.',
    bad: `${app}runtime: alpine/3.13\nbase: minimal\n`,
    good: `${app}base: minimal\n`,
  },
  'needs-shell': {
    meaning: 'A command is run by a shell, which a minimal base has only if `keep` names one.',
    bad: `${app}base: minimal\nhealthcheck: {test: "shop check || exit 1"}\n`,
    good: `${app}base: minimal\nhealthcheck: {test: [shop, check]}\n`,
  },
  'conflicting-keys': {
    meaning: 'Two keys contradict each other, or two kinds of application are given for one image.',
    bad: `${app}project: .\n`,
    good: app,
  },
  'control-character': {
    meaning: 'A text holds a character that no path, variable or argument can hold, such as NUL.',
    bad: 'envs: {A: "a\\0b"}\n',
    good: 'envs: {A: ab}\n',
  },
  'duplicate-key': {
    meaning:
      'A mapping has the same key twice. YAML parsers differ in which one they use, so both are rejected.',
    bad: 'ports: [80]\nports: [443]\n',
    good: 'ports: [80, 443]\n',
  },
  'empty-command': {
    meaning: 'A command has no words.',
    bad: 'entrypoint_name: []\n',
    good: 'entrypoint_name: [python, -m, app]\n',
  },
  'empty-text': {
    meaning: 'A text is empty where a value is required.',
    bad: 'project: ""\n',
    good: 'project: .\n',
  },
  'invalid-argument-name': {
    meaning: 'A build argument has a name that `${NAME}` cannot hold.',
    bad: 'args: {app-version: "1"}\n',
    good: 'args: {APP_VERSION: "1"}\n',
  },
  'invalid-argument-reference': {
    meaning:
      '`${` begins a reference to a build argument, which is `${NAME}` and nothing else. `$${` is the text `${`.',
    bad: 'envs: {A: "${B:-c}"}\n',
    good: 'envs: {A: "$${B:-c}"}\n',
  },
  'invalid-date': {
    meaning: 'A date is malformed or does not exist.',
    bad: 'exclude_newer: 2026-02-30\n',
    good: 'exclude_newer: 2026-02-28\n',
  },
  'invalid-deb-line': {
    meaning:
      'The `uri` of a repository is not a line of sources.list(5): `deb URL SUITE COMPONENT…`.',
    bad: 'repositories: {a: {uri: deb https://packages.example/debian trixie}}\n',
    good: 'repositories: {a: {uri: deb https://packages.example/debian trixie main}}\n',
  },
  'invalid-duration': {
    meaning: 'A duration is not made of numbers with their units `ns`, `us`, `ms`, `s`, `m`, `h`.',
    bad: 'healthcheck: {test: [app, check], interval: 30sec}\n',
    good: 'healthcheck: {test: [app, check], interval: 30s}\n',
  },
  'invalid-locale': {
    meaning:
      'The C library of the image does not have the locale: names are those of Debian, and Alpine has no locales.',
    bad: 'locales: [German]\n',
    good: 'locales: [de_DE.UTF-8]\n',
  },
  'invalid-time-zone': {
    meaning: 'The time zone is not in the time zone database.',
    bad: 'time_zone: CEST\n',
    good: 'time_zone: Europe/Berlin\n',
  },
  'invalid-hash': {
    meaning: 'A hash is not a SHA-256 in hexadecimal digits.',
    bad: 'fetch: [{url: "https://files.example/model.bin", sha256: abc}]\n',
    good: `fetch: [{url: "https://files.example/model.bin", sha256: ${'0'.repeat(64)}}]\n`,
  },
  'invalid-healthcheck': {
    meaning: 'The health check is switched off with `NONE`, yet a command follows.',
    bad: 'healthcheck: {test: [NONE, app, check]}\n',
    good: 'healthcheck: {test: [NONE]}\n',
  },
  'invalid-image': {
    meaning: 'The base image of a runtime is not an image reference.',
    bad: 'runtimes: {ours: {image: "Python 3.13"}}\n',
    good: 'runtimes: {ours: {image: "python:3.13"}}\n',
  },
  'invalid-image-name': {
    meaning: 'A part of the image’s name is not valid in an image name.',
    bad: 'image_base_name: MyApp\n',
    good: 'image_base_name: my-app\n',
  },
  'invalid-key': {
    meaning: 'The key of a repository is not an armored public key.',
    bad: 'repositories:\n  a:\n    uri: deb https://packages.example/debian trixie main\n    key: https://packages.example/key.asc\n',
  },
  'invalid-lock': {
    meaning:
      'The file that `lock` names states requirements, not resolved versions; or several locks are named that cannot be combined.',
    bad: 'lock: pyproject.toml\n',
    good: 'lock: uv.lock\n',
  },
  'invalid-module': {
    meaning: 'A name to import is not the name of a module.',
    bad: 'check: {imports: [app/models.py]}\n',
    good: 'check: {imports: [app.models]}\n',
  },
  'invalid-name': {
    meaning: 'The name of a package, extra, group, service or repository is not valid.',
    bad: 'extras: [postgres mysql]\n',
    good: 'extras: [postgres, mysql]\n',
  },
  'invalid-path': {
    meaning: 'A path is a url, or leads to a place that is not allowed.',
    bad: 'project: https://git.example/app\n',
    good: 'project: .\n',
  },
  'invalid-port': {
    meaning: 'A port is not a number from 1 to 65535, alone or with `/tcp`, `/udp` or `/sctp`.',
    bad: 'ports: ["8080:80"]\n',
    good: 'ports: [80]\n',
  },
  'invalid-requirement': {
    meaning: 'A requirement does not follow PEP 508.',
    bad: 'release: app=1.0\n',
    good: app,
  },
  'invalid-signal': {
    meaning: 'The stop signal has a name that Linux does not know.',
    bad: 'stop_signal: SIGTREM\n',
    good: 'stop_signal: SIGTERM\n',
  },
  'invalid-system-package': {
    meaning: 'A system package has a name that apt and apk do not accept.',
    bad: 'dependencies: {run: [libzbar0 curl]}\n',
    good: 'dependencies: {run: [libzbar0, curl]}\n',
  },
  'invalid-url': {
    meaning: 'A url is malformed, or neither http nor https.',
    bad: 'index: {url: index.example/simple}\n',
    good: 'index: {url: https://index.example/simple}\n',
  },
  'invalid-user': {
    meaning: 'The user is root, or has a name that Linux does not accept.',
    bad: 'user: root\n',
    good: 'user: web\n',
  },
  'invalid-variable-name': {
    meaning: 'An environment variable has a name with `=` or blanks.',
    bad: 'envs: {"A B": 1}\n',
    good: 'envs: {A_B: 1}\n',
  },
  'invalid-volume': {
    meaning: 'A volume is more than a directory of the image, or the whole image.',
    bad: 'volumes: ["./data:/data"]\n',
    good: 'volumes: [/data]\n',
  },
  'invalid-wheel-name': {
    meaning: 'The release is a wheel whose file name does not follow PEP 427.',
    bad: 'release: dist/app.whl\n',
    good: 'release: dist/app-1.0-py3-none-any.whl\n',
  },
  'missing-argument': {
    meaning: 'A build argument has no default and was not given with `--build-arg`.',
    bad: 'args:\n  VERSION:\n',
    good: 'args:\n  VERSION: "1.0"\n',
  },
  'missing-key': {
    meaning: 'A mapping lacks a required key.',
    bad: 'steps: [{output: static/}]\n',
    good: 'steps: [{run: [app, collect], output: static/}]\n',
  },
  'not-a-mapping': {
    meaning: 'The file is not a mapping of keys to values.',
    bad: '- release: app\n',
    good: 'release: app\n',
  },
  'out-of-range': {
    meaning: 'A number or duration is too small or too large.',
    bad: 'layers: 1000\n',
    good: 'layers: 20\n',
  },
  'path-outside-context': {
    meaning: 'A path leads out of the build context with `..`, or through a symbolic link.',
    bad: 'pip_constraint: ../constraints.txt\n',
    good: 'pip_constraint: constraints.txt\n',
  },
  'relative-path': {
    meaning: 'A directory of the image is not absolute.',
    bad: 'volumes: [data]\n',
    good: 'volumes: [/data]\n',
  },
  'release-marker': {
    meaning: 'The release has a marker, but the application of an image is always installed.',
    bad: 'release: "app==1.0; python_version > \'3\'"\n',
    good: app,
  },
  'release-url': {
    meaning: 'The release names a url; a release comes from an index or is a wheel of the context.',
    bad: 'release: app @ https://files.example/app-1.0.tar.gz\n',
    good: app,
  },
  'reserved-name': {
    meaning: 'A service has the name of a target that every file has.',
    bad: 'services: {runner: {}}\n',
    good: 'services: {worker: {}}\n',
  },
  'unknown-argument': {
    meaning: '`${NAME}` refers to a build argument that is not declared under `args`.',
    bad: 'release: app==${VERSION}\n',
    good: 'args: {VERSION: "1.0"}\nrelease: app==${VERSION}\n',
  },
  'unknown-key': {
    meaning: 'A key is unknown here: it is misspelt, or in the wrong place.',
    bad: 'dependancies: {run: [curl]}\n',
    good: 'dependencies: {run: [curl]}\n',
  },
  'unknown-runtime': {
    meaning: 'The runtime is neither in the catalogue nor under `runtimes`.',
    bad: 'runtime: trixi/3.13\n',
    good: 'runtime: trixie/3.13\n',
  },
  'wrong-type': {
    meaning: 'A value is of another kind than its key takes: a text for a list, a list for a text.',
    bad: 'cmd: --help\n',
    good: 'cmd: [--help]\n',
  },
  'yaml-bad-merge': {
    meaning: 'The merge key `<<` has a value that is neither a mapping nor a list of mappings.',
    bad: 'envs: {<<: base}\n',
    good: 'x-base: &base {A: 1}\nenvs: {<<: *base}\n',
  },
  'yaml-complex-key': {
    meaning: 'A key is a list or a mapping.',
    bad: '? [a, b]\n: c\n',
  },
  'yaml-control-character': {
    meaning: 'The file holds a character that YAML forbids.',
    bad: 'release: app\u0007\n',
    good: 'release: app\n',
  },
  'yaml-recursive-alias': {
    meaning: 'An alias is inside the value that it refers to.',
    bad: 'envs: &a {A: *a}\n',
  },
  'yaml-several-documents': {
    meaning: 'The file holds several YAML documents.',
    bad: 'release: app\n---\nrelease: other\n',
    good: 'services:\n  app: {release: app}\n  other: {release: other}\n',
  },
  'yaml-syntax': {
    meaning: 'The file is not YAML. The place is where the mistake is, or where it was noticed.',
    bad: 'release:app\nports: [80]\n',
    good: 'release: app\nports: [80]\n',
  },
  'yaml-tab': {
    meaning: 'A tab indents a line; YAML indents only with spaces.',
    bad: 'envs:\n\tA: 1\n',
    good: 'envs:\n  A: 1\n',
  },
  'yaml-too-deep': {
    meaning: 'Collections are nested deeper than 48.',
    bad: `x-a: ${'['.repeat(50)}${']'.repeat(50)}\n`,
  },
  'yaml-too-large': {
    meaning: 'The file has more than 262144 characters.',
    bad: `# ${'a'.repeat(262144)}\n`,
  },
  'yaml-too-many-nodes': {
    meaning:
      'The file has more than 50000 values, counted with its aliases and merge keys resolved.',
    bad: `x-a: &a [${'a, '.repeat(999)}a]\nx-b: &b [${'*a, '.repeat(49)}*a]\nx-c: [*b, *b]\n`,
  },
  'yaml-unknown-anchor': {
    meaning: 'An alias refers to an anchor that is not above it; or a text begins with `*`.',
    bad: 'files: [*.ini]\n',
    good: 'files: [app.ini]\n',
  },
  'yaml-unknown-tag': {
    meaning: 'A value has a tag that is not supported.',
    bad: 'release: !python app\n',
    good: 'release: app\n',
  },
} as const satisfies Readonly<Record<string, DefinitionCode>>;

/** Every code of a mistake in grocker.yml. Codes never change their meaning; tools may rely on them. */
export const definitionCodes: Readonly<Record<keyof typeof table, DefinitionCode>> = table;
