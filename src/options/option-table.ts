import { parseAttestations } from './attestations.ts';
import { parseBoolean } from './boolean.ts';
import type { BuildOptions, MainContext, Proxy, Resources } from './build-options.ts';
import { parseCacheImports } from './cache-imports.ts';
import { csvFields, quote } from './csv-fields.ts';
import { parseHost } from './host.ts';
import { positiveNumber, wholeNumber } from './number.ts';
import { OptionProblem } from './option-problem.ts';
import { optional, withPrefix, type Option, type RawOptions } from './option.ts';
import { formatPlatform, parsePlatform, type BuildPlatform } from './platform.ts';
import { parseUlimit } from './ulimit.ts';

/** Every option that this frontend knows (BuildKit's frontend/dockerui/config.go and attr.go), by its field. */
export const optionTable: { readonly [K in keyof BuildOptions]-?: Option<BuildOptions[K]> } = {
  filename: {
    keys: ['filename'],
    flag: '-f, --file',
    doc: 'Path of grocker.yml; without it grocker.yml, then .grocker.yml.',
    read: (raw) => optional(raw, 'filename', text),
  },
  target: {
    keys: ['target'],
    flag: '--target',
    doc: 'What to build: runner (default), root, compiler, wheels, lock, check or the name of a service.',
    read: (raw) => optional(raw, 'target', text),
  },
  platforms: {
    keys: ['platform'],
    flag: '--platform',
    doc: 'Platforms of the image, separated by commas; without it the one of the builder.',
    read: (raw) => optional(raw, 'platform', platforms) ?? [],
  },
  multiPlatform: {
    keys: ['multi-platform', 'build-arg:BUILDKIT_MULTI_PLATFORM'],
    doc: 'Whether the result is an image index even for one platform.',
    read: multiPlatform,
  },
  buildArgs: {
    keys: ['build-arg:*'],
    flag: '--build-arg',
    doc: 'Values of the arguments that `args` of grocker.yml declares.',
    read: (raw) =>
      Object.fromEntries(
        Object.entries(withPrefix(raw, 'build-arg:')).filter(([name]) => !isReserved(name)),
      ),
  },
  labels: {
    keys: ['label:*'],
    flag: '--label',
    doc: 'Labels of the image, over those of grocker.yml.',
    read: (raw) => withPrefix(raw, 'label:'),
  },
  noCache: {
    keys: ['no-cache'],
    flag: '--no-cache, --no-cache-filter',
    doc: 'Run steps again though they are cached: all, or those of the named stages.',
    read: (raw) => {
      const stages = raw.get('no-cache');
      if (stages === undefined) return [];
      return stages === '' ? 'all' : stages.split(',');
    },
  },
  cacheImports: {
    keys: ['cache-imports', 'cache-from'],
    flag: '--cache-from',
    doc: 'Caches to read from.',
    read: (raw) => [
      ...(optional(raw, 'cache-imports', parseCacheImports) ?? []),
      ...(optional(raw, 'cache-from', (refs) => refs.split(',')) ?? []).map((ref) => ({
        type: 'registry',
        attrs: { ref },
      })),
    ],
  },
  imageResolveMode: {
    keys: ['image-resolve-mode'],
    flag: '--pull',
    doc: 'Whether a local image may stand in for that of the registry: default, pull (never) or local (rather).',
    read: (raw) =>
      oneOf(raw.get('image-resolve-mode') ?? '', ['default', 'pull', 'local'] as const) ??
      'default',
  },
  addHosts: {
    keys: ['add-hosts'],
    flag: '--add-host',
    doc: 'Lines of /etc/hosts for the steps that have a network.',
    read: (raw) => optional(raw, 'add-hosts', (list) => csvFields(list).map(parseHost)) ?? [],
  },
  shmSize: {
    keys: ['shm-size'],
    flag: '--shm-size',
    doc: 'Size of /dev/shm in the steps, in bytes.',
    read: (raw) => optional(raw, 'shm-size', wholeNumber),
  },
  ulimits: {
    keys: ['ulimit'],
    flag: '--ulimit',
    doc: 'Resource limits of the steps, as setrlimit(2) names them.',
    read: (raw) => optional(raw, 'ulimit', (list) => csvFields(list).map(parseUlimit)) ?? [],
  },
  hostname: {
    keys: ['build-arg:BUILDKIT_SANDBOX_HOSTNAME', 'hostname'],
    doc: 'Host name in the steps.',
    read: (raw) =>
      optional(raw, 'build-arg:BUILDKIT_SANDBOX_HOSTNAME', text) ?? optional(raw, 'hostname', text),
  },
  cgroupParent: {
    keys: ['cgroup-parent'],
    flag: '--cgroup-parent',
    doc: 'Parent of the control groups of the steps.',
    read: (raw) => optional(raw, 'cgroup-parent', text),
  },
  network: {
    keys: ['force-network-mode'],
    flag: '--network',
    doc: 'Network of the steps that need one: sandbox (default), host or none; all others have none.',
    read: (raw) =>
      oneOf(raw.get('force-network-mode') ?? '', ['sandbox', 'host', 'none'] as const) ?? 'sandbox',
  },
  resources: {
    keys: ['memory', 'memswap', 'cpushares', 'cpuperiod', 'cpuquota', 'cpusetcpus', 'cpusetmems'],
    flag: '--resource',
    doc: 'Limits of the control groups of the steps.',
    read: resources,
  },
  sourceDateEpoch: {
    keys: ['build-arg:SOURCE_DATE_EPOCH'],
    flag: '--build-arg SOURCE_DATE_EPOCH=…',
    doc: 'Time of the image and of files without one, in seconds since 1970; `context`: of the commit that the context is.',
    read: (raw) => optional(raw, 'build-arg:SOURCE_DATE_EPOCH', epoch),
  },
  cacheNamespace: {
    keys: ['build-arg:BUILDKIT_CACHE_MOUNT_NS'],
    flag: '--build-arg BUILDKIT_CACHE_MOUNT_NS=…',
    doc: 'Keeps cache mounts apart from those of other builds.',
    read: (raw) => optional(raw, 'build-arg:BUILDKIT_CACHE_MOUNT_NS', text),
  },
  proxy: {
    keys: ['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'NO_PROXY', 'ALL_PROXY'].map(
      (name) => `build-arg:${name}`,
    ),
    flag: '--build-arg HTTP_PROXY=…',
    doc: 'Proxies of the steps that have a network, in either case of letters; never in the image.',
    read: proxy,
  },
  contexts: {
    keys: ['context:*'],
    flag: '--build-context',
    doc: 'Replaces the image of that name; `NAME::PLATFORM` for one platform.',
    read: (raw) => withPrefix(raw, 'context:'),
  },
  inputMetadata: {
    keys: ['input-metadata:*'],
    doc: 'Image configurations of inputs; set by bake.',
    read: (raw) => withPrefix(raw, 'input-metadata:'),
  },
  context: {
    keys: ['contextkey', 'context', 'contextsubdir', 'build-arg:BUILDKIT_CONTEXT_KEEP_GIT_DIR'],
    doc: 'The build context: local files, a git repository or a tarball behind a url.',
    read: mainContext,
  },
  definitionName: {
    keys: ['dockerfilekey'],
    doc: 'Name of the local files that hold grocker.yml.',
    read: (raw) => raw.get('dockerfilekey') ?? 'dockerfile',
  },
  definitionIsLocal: {
    keys: ['dockerfilekey'],
    doc: 'With it, grocker.yml is local though the context is not.',
    read: (raw) => raw.has('dockerfilekey'),
  },
  requestId: {
    keys: ['requestid'],
    flag: '--call, --check',
    doc: 'Asks something about the build in place of building.',
    read: (raw) => optional(raw, 'requestid', text),
  },
  requiredCapabilities: {
    keys: ['frontend.caps'],
    doc: 'What the client needs a frontend to know; set by buildx.',
    read: (raw) => optional(raw, 'frontend.caps', (list) => list.split(',')) ?? [],
  },
  localSessionIds: {
    keys: ['local-sessionid:*'],
    doc: 'Session that sends the local files of that name; set by buildx.',
    read: (raw) => withPrefix(raw, 'local-sessionid:'),
  },
  sharedKeys: {
    keys: ['sharedkey:*'],
    doc: 'Keeps transfers of one directory together; set by buildx.',
    read: (raw) => withPrefix(raw, 'sharedkey:'),
  },
  attestations: {
    keys: ['attest:*', 'build-arg:BUILDKIT_ATTEST_*'],
    flag: '--attest, --sbom, --provenance',
    doc: 'Attestations of the image.',
    read: (raw) =>
      parseAttestations(
        lowerCaseKeys({
          ...withPrefix(raw, 'build-arg:BUILDKIT_ATTEST_'),
          ...withPrefix(raw, 'attest:'),
        }),
      ),
  },
  inlineCache: {
    keys: ['build-arg:BUILDKIT_INLINE_CACHE'],
    flag: '--cache-to type=inline',
    doc: 'Whether the image carries its own cache manifest.',
    read: (raw) => optional(raw, 'build-arg:BUILDKIT_INLINE_CACHE', parseBoolean) ?? false,
  },
  syntax: {
    keys: ['build-arg:BUILDKIT_SYNTAX'],
    flag: '--build-arg BUILDKIT_SYNTAX=…',
    doc: 'Image of the frontend, in place of the one that the `# syntax=` line names.',
    read: (raw) => optional(raw, 'build-arg:BUILDKIT_SYNTAX', text),
  },
  source: {
    keys: ['source'],
    doc: 'Image of this frontend, as the `# syntax=` line names it.',
    read: (raw) => optional(raw, 'source', text),
  },
};

const proxyNames = ['http', 'https', 'ftp', 'no', 'all'] as const;

function text(value: string): string {
  return value;
}

/** Build arguments with a meaning of their own, which no grocker.yml declares. */
function isReserved(name: string): boolean {
  return (
    name.startsWith('BUILDKIT_') ||
    name === 'SOURCE_DATE_EPOCH' ||
    proxyNames.some((scheme) => name.toLowerCase() === `${scheme}_proxy`)
  );
}

function platforms(list: string): readonly BuildPlatform[] {
  const parsed = list.split(',').map(parsePlatform);
  return [...new Map(parsed.map((each) => [formatPlatform(each), each])).values()];
}

function multiPlatform(raw: RawOptions): boolean {
  const several = (raw.get('platform') ?? '').includes(',');
  const wanted =
    optional(raw, 'build-arg:BUILDKIT_MULTI_PLATFORM', parseBoolean) ??
    optional(raw, 'multi-platform', parseBoolean);
  if (several && wanted === false) {
    throw new OptionProblem('several platforms need an image index', 'Leave out multi-platform.');
  }
  return wanted ?? several;
}

function oneOf<T extends string>(value: string, allowed: readonly T[]): T | undefined {
  if (value === '') return undefined;
  const found = allowed.find((each) => each === value);
  if (found === undefined) {
    throw new OptionProblem(`${quote(value)} is none of ${allowed.join(', ')}`);
  }
  return found;
}

function resources(raw: RawOptions): Resources {
  const given = {
    memory: optional(raw, 'memory', positiveNumber),
    memorySwap: optional(raw, 'memswap', (value) =>
      wholeNumber(value) === -1 ? -1 : positiveNumber(value),
    ),
    cpuShares: optional(raw, 'cpushares', positiveNumber),
    cpuPeriod: optional(raw, 'cpuperiod', positiveNumber),
    cpuQuota: optional(raw, 'cpuquota', positiveNumber),
    cpusetCpus: optional(raw, 'cpusetcpus', cpuset),
    cpusetMems: optional(raw, 'cpusetmems', cpuset),
  };
  return defined(given);
}

/** A list as cpuset(7) writes it: `0-3,5`. */
function cpuset(value: string): string {
  if (!/^\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*$/.test(value)) {
    throw new OptionProblem(`${quote(value)} is not a list of numbers like 0-3,5`);
  }
  return value;
}

function epoch(value: string): number | 'context' {
  if (value === 'context') return value;
  const seconds = wholeNumber(value);
  if (seconds < 0) throw new OptionProblem(`${quote(value)} is before 1970`);
  return seconds;
}

function proxy(raw: RawOptions): Proxy {
  const given = new Map(
    Object.entries(withPrefix(raw, 'build-arg:')).map(([name, value]) => [
      name.toLowerCase(),
      value,
    ]),
  );
  return defined({
    http: given.get('http_proxy'),
    https: given.get('https_proxy'),
    ftp: given.get('ftp_proxy'),
    no: given.get('no_proxy'),
    all: given.get('all_proxy'),
  });
}

function mainContext(raw: RawOptions): MainContext {
  const localName = raw.get('contextkey') ?? 'context';
  return {
    localName: 'context',
    ...defined({
      source: optional(raw, localName, text),
      subdirectory: optional(raw, 'contextsubdir', text),
      keepGitDirectory: optional(raw, 'build-arg:BUILDKIT_CONTEXT_KEEP_GIT_DIR', parseBoolean),
    }),
  };
}

function lowerCaseKeys(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key.toLowerCase(), value]),
  );
}

type Defined<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** The same without the fields that are undefined. */
function defined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, each]) => each !== undefined),
  ) as Defined<T>;
}
