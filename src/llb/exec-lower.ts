import { Capability } from './capability.ts';
import { NONE } from './edges.ts';
import { environment, setDefault } from './environment.ts';
import type { ExecOptions } from './exec-options.ts';
import {
  isOutput,
  type FilesystemMount,
  type Mount,
  type SecretMount,
  type SshMount,
} from './mount.ts';
import type { Edges, Lowered, Surroundings } from './vertex.ts';
import type * as wire from './wire/messages.ts';

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const NETWORKS = { sandbox: 'UNSET', host: 'HOST', none: 'NONE' } as const;
const SHARINGS = { shared: 'SHARED', private: 'PRIVATE', locked: 'LOCKED' } as const;
const CONTENT_CACHES = { on: 'ON', off: 'OFF' } as const;

interface Prepared {
  /** The root among them, sorted by target. */
  readonly filesystems: readonly FilesystemMount[];
  readonly mounts: readonly Mount[];
  readonly cwd: string;
}

/** The ExecOp of a vertex, as Marshal of client/llb/exec.go writes it. */
export function lowerExec(options: ExecOptions, { filesystems, mounts, cwd }: Prepared) {
  const secrets = mounts.filter((mount) => mount.kind === 'secret');
  const agents = mounts
    .filter((mount) => mount.kind === 'ssh')
    .map((mount, at) => ({ ...mount, target: mount.target ?? `/run/buildkit/ssh_agent.${at}` }));
  const env = setDefault(environment(options.env), 'SSH_AUTH_SOCK', agents[0]?.target);
  const { network = 'sandbox', security = 'sandbox', secretEnv = [] } = options;

  return (edges: Edges, surroundings: Surroundings): Lowered => {
    const { capabilities: known } = surroundings;
    const setsPath = known?.has(Capability.execMetaSetsDefaultPath);
    const filesystemMounts = lowerFilesystems(filesystems, edges);
    const meta: wire.Meta = {
      args: options.args,
      env: setDefault(env, 'PATH', setsPath === false ? DEFAULT_PATH : undefined),
      cwd,
      user: options.user,
      proxyEnv: options.proxy,
      extraHosts: options.extraHosts,
      hostname: options.hostname,
      ulimit: options.ulimits,
      cgroupParent: options.cgroupParent,
      removeMountStubsRecursive: true,
      validExitCodes: options.validExitCodes,
    };
    return {
      operation: {
        exec: {
          meta,
          mounts: [...filesystemMounts, ...secrets.map(lowerSecret), ...agents.map(lowerAgent)],
          network: NETWORKS[network],
          security: security === 'sandbox' ? 'SANDBOX' : 'INSECURE',
          secretenv: secretEnv,
        },
      },
      platform: options.platform ?? options.root.platform ?? surroundings.platform,
      capabilities: [
        Capability.execMetaBase,
        ...filesystems.flatMap(mountCapabilities),
        ...needed(setsPath, Capability.execMetaSetsDefaultPath),
        ...needed(options.validExitCodes, Capability.execValidExitCode),
        ...needed(options.ulimits?.length, Capability.execMetaUlimit),
        ...needed(options.resources, Capability.execMetaLinuxResources),
        ...needed(network !== 'sandbox', Capability.execMetaNetwork),
        ...needed(security !== 'sandbox', Capability.execMetaSecurity),
        ...needed(options.proxy, Capability.execMetaProxy),
        ...needed(secrets.length + secretEnv.length, Capability.execMountSecret),
        ...needed(secretEnv.length, Capability.execSecretEnv),
        ...needed(agents.length, Capability.execMountSsh),
      ],
    };
  };
}

function needed(feature: unknown, capability: string): string[] {
  return feature ? [capability] : [];
}

function lowerFilesystems(filesystems: readonly FilesystemMount[], edges: Edges): wire.Mount[] {
  const outputs = filesystems.filter(isOutput);
  return filesystems.map((mount) => {
    const common = { dest: mount.target, output: NONE, input: NONE };
    switch (mount.kind) {
      case 'bind':
        return {
          ...common,
          input: edges.share(mount.source),
          selector: mount.selector,
          output: outputs.indexOf(mount),
          readonly: mount.readonly,
          contentCache: mount.contentCache && CONTENT_CACHES[mount.contentCache],
        };
      case 'cache':
        return {
          ...common,
          input: edges.share(mount.source),
          selector: mount.selector,
          readonly: mount.readonly,
          mountType: 'CACHE',
          cacheOpt: { id: mount.id, sharing: SHARINGS[mount.sharing] },
        };
      case 'tmpfs':
        return { ...common, mountType: 'TMPFS', tmpfsOpt: { size: mount.size } };
    }
  });
}

function mountCapabilities(mount: FilesystemMount): string[] {
  if (mount.kind === 'tmpfs') {
    return [Capability.execMountTmpfs, ...needed(mount.size, Capability.execMountTmpfsSize)];
  }
  const selector = needed(mount.selector, Capability.execMountSelector);
  if (mount.kind === 'cache') {
    return [...selector, Capability.execMountCache, Capability.execMountCacheSharing];
  }
  return [
    ...selector,
    ...needed(mount.source.vertex, Capability.execMountBind),
    ...needed(mount.contentCache, Capability.execMountContentCache),
  ];
}

function lowerSecret({ target, id, uid, gid, mode, optional }: SecretMount): wire.Mount {
  const secretOpt = { id, uid, gid, mode, optional };
  return { input: NONE, dest: target, mountType: 'SECRET', secretOpt };
}

function lowerAgent({ target, id, uid, gid, mode, optional }: SshMount): wire.Mount {
  const sshOpt = { id, uid, gid, mode, optional };
  return { input: NONE, dest: target, mountType: 'SSH', sshOpt };
}
