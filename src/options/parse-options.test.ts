import { describe, expect, test } from 'vitest';

import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { BuildOptions } from './build-options.ts';
import { parseOptions } from './parse-options.ts';

const none: BuildOptions = {
  platforms: [],
  multiPlatform: false,
  buildArgs: {},
  labels: {},
  noCache: [],
  cacheImports: [],
  imageResolveMode: 'default',
  addHosts: [],
  ulimits: [],
  network: 'sandbox',
  resources: {},
  proxy: {},
  contexts: {},
  inputMetadata: {},
  context: { localName: 'context' },
  definitionName: 'dockerfile',
  definitionIsLocal: false,
  requiredCapabilities: [],
  localSessionIds: {},
  sharedKeys: {},
  versionControl: {},
  attestations: {},
  scannedStages: [],
  inlineCache: false,
};

const parse = (options: Record<string, string>) => parseOptions(new Map(Object.entries(options)));

const amd64 = { os: 'linux', architecture: 'amd64' };
const arm64 = { os: 'linux', architecture: 'arm64' };

describe('options', () => {
  test.each<[Record<string, string>, Partial<BuildOptions>]>([
    [{}, {}],
    [
      {
        'vcs:source': 'https://me:pw@git.example/shop.git?token=x#main',
        'vcs:revision': 'abc-dirty',
      },
      { versionControl: { source: 'https://git.example/shop.git', revision: 'abc-dirty' } },
    ],
    [
      { 'vcs:source': 'git@git.example:team/shop.git', 'vcs:localdir:context': '.' },
      { versionControl: { source: 'git@git.example:team/shop.git' } },
    ],
    [
      { filename: 'docker/app.yml', target: 'lock' },
      { filename: 'docker/app.yml', target: 'lock' },
    ],
    [{ platform: 'linux/amd64' }, { platforms: [amd64] }],
    [
      { platform: 'linux/amd64,linux/arm64/v8,aarch64' },
      { platforms: [amd64, arm64], multiPlatform: true },
    ],
    [
      { platform: 'linux/constructor' },
      { platforms: [{ os: 'linux', architecture: 'constructor' }] },
    ],
    [
      { platform: 'linux/arm' },
      { platforms: [{ os: 'linux', architecture: 'arm', variant: 'v7' }] },
    ],
    [
      { platform: 'amd64', 'multi-platform': 'true' },
      { platforms: [amd64], multiPlatform: true },
    ],
    [{ 'multi-platform': '0', 'build-arg:BUILDKIT_MULTI_PLATFORM': 'T' }, { multiPlatform: true }],
    [
      {
        'build-arg:VERSION': '1=2',
        'build-arg:EMPTY': '',
        'build-arg:BUILDKIT_INLINE_CACHE': '1',
        'build-arg:SOURCE_DATE_EPOCH': '1700000000',
        'build-arg:http_proxy': 'http://proxy.example:3128',
        'build-arg:NO_PROXY': 'localhost',
      },
      {
        buildArgs: { EMPTY: '', VERSION: '1=2' },
        inlineCache: true,
        sourceDateEpoch: 1_700_000_000,
        proxy: { http: 'http://proxy.example:3128', no: 'localhost' },
      },
    ],
    [{ 'build-arg:SOURCE_DATE_EPOCH': '' }, {}],
    [{ 'build-arg:SOURCE_DATE_EPOCH': 'context' }, { sourceDateEpoch: 'context' }],
    [{ 'build-arg:__proto__': 'x' }, { buildArgs: Object.fromEntries([['__proto__', 'x']]) }],
    [{ 'label:org.example': 'a' }, { labels: { 'org.example': 'a' } }],
    [{ 'no-cache': '' }, { noCache: 'all' }],
    [{ 'no-cache': 'root,wheels' }, { noCache: ['root', 'wheels'] }],
    [
      {
        'cache-imports': '[{"Type":"local","Attrs":{"src":"/a"}}]',
        'cache-from': 'a.example/b,a.example/c',
      },
      {
        cacheImports: [
          { type: 'local', attrs: { src: '/a' } },
          { type: 'registry', attrs: { ref: 'a.example/b' } },
          { type: 'registry', attrs: { ref: 'a.example/c' } },
        ],
      },
    ],
    [{ 'image-resolve-mode': 'pull' }, { imageResolveMode: 'pull' }],
    [
      { 'add-hosts': 'A.example=192.0.2.1,"b=2001:db8::1"' },
      {
        addHosts: [
          { host: 'a.example', ip: '192.0.2.1' },
          { host: 'b', ip: '2001:db8::1' },
        ],
      },
    ],
    [{ 'shm-size': '134217728' }, { shmSize: 134_217_728 }],
    [
      { ulimit: 'nofile=1024,nproc=10:20,core=-1' },
      {
        ulimits: [
          { name: 'nofile', soft: 1024, hard: 1024 },
          { name: 'nproc', soft: 10, hard: 20 },
          { name: 'core', soft: -1, hard: -1 },
        ],
      },
    ],
    [{ hostname: 'a', 'build-arg:BUILDKIT_SANDBOX_HOSTNAME': 'b' }, { hostname: 'b' }],
    [{ 'cgroup-parent': 'slice' }, { cgroupParent: 'slice' }],
    [{ 'force-network-mode': 'host' }, { network: 'host' }],
    [
      { memory: '1073741824', memswap: '-1', cpuquota: '50000', cpusetcpus: '0-3,5' },
      {
        resources: {
          memory: 1_073_741_824,
          memorySwap: -1,
          cpuQuota: 50_000,
          cpusetCpus: '0-3,5',
        },
      },
    ],
    [{ 'build-arg:BUILDKIT_CACHE_MOUNT_NS': 'ci' }, { cacheNamespace: 'ci' }],
    [
      { 'context:trixie': 'docker-image://a', 'context:b::linux/arm64': 'local:b' },
      { contexts: { 'b::linux/arm64': 'local:b', trixie: 'docker-image://a' } },
    ],
    [
      { context: 'https://git.example/a.git#main:sub', contextsubdir: 'deeper' },
      {
        context: {
          localName: 'context',
          source: 'https://git.example/a.git#main:sub',
          subdirectory: 'deeper',
        },
      },
    ],
    [
      { contextkey: 'other', other: 'git@git.example:a', dockerfilekey: 'definition' },
      {
        context: { localName: 'context', source: 'git@git.example:a' },
        definitionName: 'definition',
        definitionIsLocal: true,
      },
    ],
    [
      { requestid: 'frontend.lint', 'frontend.caps': 'moby.buildkit.frontend.subrequests' },
      {
        requestId: 'frontend.lint',
        requiredCapabilities: ['moby.buildkit.frontend.subrequests'],
      },
    ],
    [
      { 'local-sessionid:context': 's', 'sharedkey:localdir:a': 'k' },
      { localSessionIds: { context: 's' }, sharedKeys: { 'localdir:a': 'k' } },
    ],
    [
      { 'attest:sbom': '', 'attest:provenance': 'mode=max,inline-only=true' },
      {
        attestations: {
          sbom: { parameters: {} },
          provenance: { mode: 'max', 'inline-only': 'true' },
        },
      },
    ],
    [
      { 'build-arg:BUILDKIT_ATTEST_SBOM': 'generator=a.example/scan,deep' },
      { attestations: { sbom: { generator: 'a.example/scan', parameters: { deep: '' } } } },
    ],
    [{ 'build-arg:BUILDKIT_SBOM_SCAN_STAGE': 'true' }, { scannedStages: 'all' }],
    [{ 'build-arg:BUILDKIT_SBOM_SCAN_STAGE': '0' }, {}],
    [
      { 'build-arg:BUILDKIT_SBOM_SCAN_STAGE': 'root, compiler' },
      { scannedStages: ['root', 'compiler'] },
    ],
    [
      { source: 'org/a', 'build-arg:BUILDKIT_SYNTAX': 'org/b' },
      { source: 'org/a', syntax: 'org/b' },
    ],
    [{ cmdline: 'org/grocker-frontend', unheardOf: '1' }, {}],
  ])('%j', (options, expected) => {
    expect(parse(options)).toEqual({ ...none, ...expected });
  });
});

test('a map of options has no inherited values', () => {
  const { localSessionIds, contexts, inputMetadata } = parse({ 'context:a': 'local:b' });
  const name = 'constructor' as string;
  expect([localSessionIds, contexts, inputMetadata].map((each) => each[name])).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

describe('malformed options', () => {
  test.each<[Record<string, string>, string]>([
    [{ platform: 'linux' }, 'option platform (--platform): "linux" names no architecture'],
    [
      { platform: 'constructor' },
      'option platform (--platform): "constructor" names no architecture',
    ],
    [{ platform: 'a/b/c/d' }, 'option platform (--platform): "a/b/c/d" is not a platform'],
    [{ 'multi-platform': 'yes' }, 'option multi-platform: "yes" is neither true nor false'],
    [
      { 'multi-platform': 'false', platform: 'amd64,arm64' },
      'option multi-platform: several platforms need an image index',
    ],
    [
      { 'cache-imports': '{}' },
      'option cache-imports (--cache-from): "{}" is not a JSON list of cache sources',
    ],
    [
      { 'image-resolve-mode': 'never' },
      'option image-resolve-mode (--pull): "never" is not one of default, pull, local',
    ],
    [{ 'add-hosts': 'a' }, 'option add-hosts (--add-host): "a" is not NAME=ADDRESS'],
    [{ 'add-hosts': 'a=127.1' }, 'option add-hosts (--add-host): "127.1" is not an IP address'],
    [{ 'add-hosts': 'a=1::2::3' }, 'option add-hosts (--add-host): "1::2::3" is not an IP address'],
    [
      { 'add-hosts': '"a=127.0.0.1' },
      'option add-hosts (--add-host): "\\"a=127.0.0.1" has a quote that is not closed',
    ],
    [{ 'shm-size': '64m' }, 'option shm-size (--shm-size): "64m" is not a whole number'],
    [
      { 'shm-size': '9007199254740993' },
      'option shm-size (--shm-size): "9007199254740993" is not a whole number',
    ],
    [{ ulimit: 'files=1' }, 'option ulimit (--ulimit): "files=1" is not a ulimit'],
    [
      { ulimit: 'nofile=2:1' },
      'option ulimit (--ulimit): the soft limit of "nofile=2:1" is above its hard limit',
    ],
    [
      { ulimit: 'nofile=-1:1' },
      'option ulimit (--ulimit): the soft limit of "nofile=-1:1" is above its hard limit',
    ],
    [
      { ulimit: 'nofile=1:2:3' },
      'option ulimit (--ulimit): "nofile=1:2:3" has more than two limits',
    ],
    [{ memory: '0' }, 'option memory (--resource): "0" is not above 0'],
    [{ memswap: '-2' }, 'option memswap (--resource): "-2" is not above 0'],
    [
      { cpusetcpus: '0-' },
      'option cpusetcpus (--resource): "0-" is not a list of numbers like 0-3,5',
    ],
    [
      { 'force-network-mode': 'bridge' },
      'option force-network-mode (--network): "bridge" is not one of sandbox, host, none',
    ],
    [
      { 'build-arg:SOURCE_DATE_EPOCH': 'today' },
      'option build-arg:SOURCE_DATE_EPOCH (--build-arg SOURCE_DATE_EPOCH=…): "today" is not a whole number',
    ],
    [
      { 'attest:slsa': '' },
      'option attest:slsa (--attest, --sbom, --provenance): "slsa" is not a kind of attestation',
    ],
    [
      { 'attest:sbom': 'generator=' },
      'option attest:sbom (--attest, --sbom, --provenance): the image of the SBOM scanner is empty',
    ],
  ])('%j', (options, message) => {
    expect(problems(options)).toEqual([{ code: 'invalid-option', message }]);
  });

  test('are reported all at once', () => {
    expect(problems({ memory: 'x', ulimit: 'y', platform: 'z' })).toHaveLength(3);
  });
});

function problems(options: Record<string, string>): { code: string; message: string }[] {
  try {
    parse(options);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(({ code, message }) => ({ code, message }));
  }
  return [];
}
