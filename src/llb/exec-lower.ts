import { Capability } from './capability.ts';
import { NONE, type Edges } from './edges.ts';
import { environment, setDefault } from './environment.ts';
import type { ExecOptions } from './exec.ts';
import { isOutput, type FilesystemMount } from './mount.ts';
import type { Mount, SecretMount, SshMount } from './mount.ts';
import type { Lowered, Surroundings } from './vertex.ts';
import type * as wire from './wire/messages.ts';

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

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
  const { network = 'sandbox', security = 'sandbox', secretEnv = [] } = options;

  return (edges: Edges, surroundings: Surroundings): Lowered => {
    const { capabilities: known } = surroundings;
    const setsPath = known?.has(Capability.execMetaSetsDefaultPath);
    const filesystemMounts = lowerFilesystems(filesystems, edges);
    const meta: wire.Meta = {
      args: options.args,
      env: [
        (env: readonly string[]) => setDefault(env, 'SSH_AUTH_SOCK', agents[0]?.target),
        (env: readonly string[]) =>
          setDefault(env, 'PATH', setsPath === false ? DEFAULT_PATH : undefined),
      ].reduce((env, change) => change(env), environment(options.env)),
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
          network: network === 'sandbox' ? 'UNSET' : network === 'host' ? 'HOST' : 'NONE',
          security: security === 'sandbox' ? 'SANDBOX' : 'INSECURE',
          secretenv: secretEnv,
        },
      },
      platform: options.platform ?? options.root.platform ?? surroundings.platform,
      capabilities: [
        Capability.execMetaBase,
        ...filesystems.flatMap(mountCapabilities),
        ...(setsPath === true ? [Capability.execMetaSetsDefaultPath] : []),
        ...(options.validExitCodes ? [Capability.execValidExitCode] : []),
        ...(options.ulimits?.length ? [Capability.execMetaUlimit] : []),
        ...(options.resources ? [Capability.execMetaLinuxResources] : []),
        ...(network === 'sandbox' ? [] : [Capability.execMetaNetwork]),
        ...(security === 'sandbox' ? [] : [Capability.execMetaSecurity]),
        ...(options.proxy ? [Capability.execMetaProxy] : []),
        ...(secrets.length + secretEnv.length > 0 ? [Capability.execMountSecret] : []),
        ...(secretEnv.length > 0 ? [Capability.execSecretEnv] : []),
        ...(agents.length > 0 ? [Capability.execMountSsh] : []),
      ],
    };
  };
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
          contentCache: contentCache(mount.contentCache),
        };
      case 'cache':
        return {
          ...common,
          input: edges.share(mount.source),
          selector: mount.selector,
          readonly: mount.readonly,
          mountType: 'CACHE',
          cacheOpt: { id: mount.id, sharing: sharing(mount.sharing) },
        };
      case 'tmpfs':
        return { ...common, mountType: 'TMPFS', tmpfsOpt: { size: mount.size } };
    }
  });
}

function mountCapabilities(mount: FilesystemMount): string[] {
  if (mount.kind === 'tmpfs') {
    return [Capability.execMountTmpfs, ...(mount.size ? [Capability.execMountTmpfsSize] : [])];
  }
  const selector = mount.selector ? [Capability.execMountSelector] : [];
  if (mount.kind === 'cache') {
    return [...selector, Capability.execMountCache, Capability.execMountCacheSharing];
  }
  return [
    ...selector,
    ...(mount.source.vertex ? [Capability.execMountBind] : []),
    ...(mount.contentCache ? [Capability.execMountContentCache] : []),
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

function contentCache(setting: 'on' | 'off' | undefined): wire.MountContentCache | undefined {
  return setting && (setting === 'on' ? 'ON' : 'OFF');
}

function sharing(setting: 'shared' | 'private' | 'locked'): wire.CacheSharingOpt {
  return setting === 'shared' ? 'SHARED' : setting === 'private' ? 'PRIVATE' : 'LOCKED';
}
