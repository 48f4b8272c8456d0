import { parseAttestations } from './attestations.ts';
import { parseBoolean } from './boolean.ts';
import type { BuildOptions } from './build-options.ts';
import { parseCacheImports } from './cache-imports.ts';
import { csvFields } from './csv-fields.ts';
import { parseHost } from './host.ts';
import { parseMainContext } from './main-context.ts';
import { wholeNumber } from './number.ts';
import { oneOf } from './one-of.ts';
import { optional, withPrefix, type Option } from './option.ts';
import { parseMultiPlatform, parsePlatforms } from './platforms.ts';
import { parseProxy } from './proxy.ts';
import { isReservedArgument } from './reserved-argument.ts';
import { parseResources } from './resources.ts';
import { parseScannedStages } from './scanned-stages.ts';
import { parseSourceDateEpoch } from './source-date-epoch.ts';
import { parseUlimit } from './ulimit.ts';
import { parseVersionControl } from './vcs.ts';
import { targetNames } from '../spec/targets.ts';

/** Every option that this frontend knows (BuildKit's frontend/dockerui/config.go and attr.go), by its field. */
export const optionTable: { readonly [K in keyof BuildOptions]-?: Option<BuildOptions[K]> } = {
  filename: {
    keys: ['filename'],
    flag: '-f, --file',
    doc: 'Path of grocker.yml; by default grocker.yml, then .grocker.yml.',
    read: (raw) => optional(raw, 'filename', text),
  },
  target: {
    keys: ['target'],
    flag: '--target',
    doc: `Target to build: ${targetNames} or the name of a service.`,
    read: (raw) => optional(raw, 'target', text),
  },
  platforms: {
    keys: ['platform'],
    flag: '--platform',
    doc: 'Platforms of the image, separated by commas; by default the one of the builder.',
    read: (raw) => optional(raw, 'platform', parsePlatforms) ?? [],
  },
  multiPlatform: {
    keys: ['multi-platform', 'build-arg:BUILDKIT_MULTI_PLATFORM'],
    doc: 'Whether the result is an image index even for one platform.',
    read: parseMultiPlatform,
  },
  buildArgs: {
    keys: ['build-arg:*'],
    flag: '--build-arg',
    doc: 'Values of the arguments that `args` of grocker.yml declares.',
    read: (raw) =>
      Object.fromEntries(
        Object.entries(withPrefix(raw, 'build-arg:')).filter(([name]) => !isReservedArgument(name)),
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
    doc: 'Run cached steps again: all, or those of the named stages.',
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
    doc: 'Whether a local image may replace that of the registry: default, pull (never) or local (preferred).',
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
    read: parseResources,
  },
  sourceDateEpoch: {
    keys: ['build-arg:SOURCE_DATE_EPOCH'],
    flag: '--build-arg SOURCE_DATE_EPOCH=…',
    doc: 'Time of the image and of files without one, in seconds since 1970; `context`: of the commit that the context is.',
    read: (raw) => optional(raw, 'build-arg:SOURCE_DATE_EPOCH', parseSourceDateEpoch),
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
    read: parseProxy,
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
    read: parseMainContext,
  },
  definitionName: {
    keys: ['dockerfilekey'],
    doc: 'Name of the local files that hold grocker.yml.',
    read: (raw) => raw.get('dockerfilekey') ?? 'dockerfile',
  },
  definitionIsLocal: {
    keys: ['dockerfilekey'],
    doc: 'If set, grocker.yml is local even if the context is not.',
    read: (raw) => raw.has('dockerfilekey'),
  },
  requestId: {
    keys: ['requestid'],
    flag: '--call, --check',
    doc: 'Requests information about the build instead of building.',
    read: (raw) => optional(raw, 'requestid', text),
  },
  requiredCapabilities: {
    keys: ['frontend.caps'],
    doc: 'Capabilities that the client needs of a frontend; set by buildx.',
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
  versionControl: {
    keys: ['vcs:*'],
    doc: 'Repository and commit that the client builds from, for the labels of the image; set by buildx.',
    read: parseVersionControl,
  },
  attestations: {
    keys: ['attest:*', 'build-arg:BUILDKIT_ATTEST_*'],
    flag: '--attest, --sbom, --provenance',
    doc: 'Attestations of the image. `--sbom=true` is a bill of materials by this frontend; with `generator=IMAGE` that scanner makes it.',
    read: (raw) =>
      parseAttestations({
        ...withPrefix(raw, 'build-arg:BUILDKIT_ATTEST_'),
        ...withPrefix(raw, 'attest:'),
      }),
  },
  scannedStages: {
    keys: ['build-arg:BUILDKIT_SBOM_SCAN_STAGE'],
    flag: '--build-arg BUILDKIT_SBOM_SCAN_STAGE=…',
    doc: 'Whether the compiler stage has a bill of materials, too, or names of stages that do: interpreter, root, compiler, wheels.',
    read: (raw) => optional(raw, 'build-arg:BUILDKIT_SBOM_SCAN_STAGE', parseScannedStages) ?? [],
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

function text(value: string): string {
  return value;
}
