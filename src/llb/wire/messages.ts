// Written by scripts/generate-messages.js from proto/ops.proto.

import type { Field } from './field.ts';

/** A whole number of up to 64 bits; decoded as bigint. */
export type Int64 = bigint | number;

/** One vertex of the graph. Its digest is the SHA-256 of its encoded bytes, so the same vertex must always encode to the same bytes. */
export interface Op {
  /** The edges into this vertex; the operations refer to them by position. */
  readonly inputs?: readonly Input[] | undefined;
  readonly exec?: ExecOp | undefined;
  readonly source?: SourceOp | undefined;
  readonly file?: FileOp | undefined;
  readonly merge?: MergeOp | undefined;
  readonly diff?: DiffOp | undefined;
  /** Absent where the result does not depend on it (file, merge, diff and most sources). */
  readonly platform?: Platform | undefined;
  readonly constraints?: WorkerConstraints | undefined;
}

/** A platform as the OCI image specification defines it. */
export interface Platform {
  readonly architecture?: string | undefined;
  readonly os?: string | undefined;
  readonly variant?: string | undefined;
  readonly osVersion?: string | undefined;
  readonly osFeatures?: readonly string[] | undefined;
}

/** An edge: one output of another vertex. */
export interface Input {
  /** Digest of the other vertex, "sha256:…". */
  readonly digest?: string | undefined;
  /** Which of its outputs. */
  readonly index?: Int64 | undefined;
}

/** Constraints on the worker that runs this vertex. */
export interface WorkerConstraints {
  /** Expressions in containerd's filter syntax. */
  readonly filter?: readonly string[] | undefined;
}

/** Runs a process in a container. */
export interface ExecOp {
  readonly meta?: Meta | undefined;
  /** The first is usually the root, "/". */
  readonly mounts?: readonly Mount[] | undefined;
  readonly network?: NetMode | undefined;
  readonly security?: SecurityMode | undefined;
  readonly secretenv?: readonly SecretEnv[] | undefined;
}

/** The process of an ExecOp. */
export interface Meta {
  readonly args?: readonly string[] | undefined;
  /** "NAME=value". */
  readonly env?: readonly string[] | undefined;
  readonly cwd?: string | undefined;
  /** "uid", "uid:gid", "name" or "name:group". */
  readonly user?: string | undefined;
  readonly proxyEnv?: ProxyEnv | undefined;
  readonly extraHosts?: readonly HostIP[] | undefined;
  readonly hostname?: string | undefined;
  readonly ulimit?: readonly Ulimit[] | undefined;
  readonly cgroupParent?: string | undefined;
  /** Removes every directory that was made only to mount something on it. */
  readonly removeMountStubsRecursive?: boolean | undefined;
  /** Packed; empty means that only 0 is a success. */
  readonly validExitCodes?: readonly number[] | undefined;
}

/** One line of /etc/hosts. */
export interface HostIP {
  readonly host?: string | undefined;
  readonly ip?: string | undefined;
}

/** A limit of setrlimit(2), by its name without "RLIMIT_", in lower case. */
export interface Ulimit {
  readonly name?: string | undefined;
  readonly soft?: Int64 | undefined;
  readonly hard?: Int64 | undefined;
}

/** An environment variable with the content of a secret. */
export interface SecretEnv {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly optional?: boolean | undefined;
}

/** Proxy settings of a process; they are no part of the vertex's cache key. */
export interface ProxyEnv {
  readonly httpProxy?: string | undefined;
  readonly httpsProxy?: string | undefined;
  readonly ftpProxy?: string | undefined;
  readonly noProxy?: string | undefined;
  readonly allProxy?: string | undefined;
}

/** One mount of an ExecOp. */
export interface Mount {
  /** Position in Op.inputs, -1 for an empty filesystem. */
  readonly input?: Int64 | undefined;
  /** The path inside the input that is mounted. */
  readonly selector?: string | undefined;
  readonly dest?: string | undefined;
  /** Which output of the vertex the mount becomes, -1 for none. */
  readonly output?: Int64 | undefined;
  readonly readonly?: boolean | undefined;
  readonly mountType?: MountType | undefined;
  readonly tmpfsOpt?: TmpfsOpt | undefined;
  readonly cacheOpt?: CacheOpt | undefined;
  readonly secretOpt?: SecretOpt | undefined;
  readonly sshOpt?: SSHOpt | undefined;
  readonly resultId?: string | undefined;
  readonly contentCache?: MountContentCache | undefined;
}

export interface TmpfsOpt {
  /** Upper limit in bytes, 0 for none. */
  readonly size?: Int64 | undefined;
}

export interface CacheOpt {
  /** Mounts with the same id share one directory of the builder. */
  readonly id?: string | undefined;
  readonly sharing?: CacheSharingOpt | undefined;
}

/** A file with the content of a secret. */
export interface SecretOpt {
  readonly id?: string | undefined;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
  readonly mode?: number | undefined;
  /** Without it, a secret that the client does not have is an error. */
  readonly optional?: boolean | undefined;
}

/** The socket of an SSH agent. */
export interface SSHOpt {
  readonly id?: string | undefined;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
  readonly mode?: number | undefined;
  readonly optional?: boolean | undefined;
}

/** Brings something from outside: an image, a git repository, a file by HTTP, files of the client. */
export interface SourceOp {
  /** A URL; its scheme says what kind of source it is. */
  readonly identifier?: string | undefined;
  readonly attrs?: Readonly<Record<string, string>> | undefined;
}

/** Changes a filesystem without a container. */
export interface FileOp {
  readonly actions?: readonly FileAction[] | undefined;
}

/** One step of a FileOp. An index below the number of the vertex's inputs is an input; above, it is the result of the action at (index - number of inputs). */
export interface FileAction {
  /** The filesystem to change, -1 for an empty one. */
  readonly input?: Int64 | undefined;
  /** The filesystem to copy from; -1 if nothing is copied. */
  readonly secondaryInput?: Int64 | undefined;
  /** Which output of the vertex the result becomes, -1 for none. */
  readonly output?: Int64 | undefined;
  readonly copy?: FileActionCopy | undefined;
  readonly mkfile?: FileActionMkFile | undefined;
  readonly mkdir?: FileActionMkDir | undefined;
  readonly rm?: FileActionRm | undefined;
  readonly symlink?: FileActionSymlink | undefined;
}

export interface FileActionCopy {
  readonly src?: string | undefined;
  readonly dest?: string | undefined;
  readonly owner?: ChownOpt | undefined;
  /** Permission bits, -1 to keep those of the source. */
  readonly mode?: number | undefined;
  /** Follows a symbolic link at src. */
  readonly followSymlink?: boolean | undefined;
  /** Copies what a directory contains, not the directory. */
  readonly dirCopyContents?: boolean | undefined;
  /** Unpacks src where it is an archive. */
  readonly attemptUnpackDockerCompatibility?: boolean | undefined;
  readonly createDestPath?: boolean | undefined;
  readonly allowWildcard?: boolean | undefined;
  /** A pattern may match nothing. */
  readonly allowEmptyWildcard?: boolean | undefined;
  /** Nanoseconds since the epoch, -1 to keep the time of the source. */
  readonly timestamp?: Int64 | undefined;
  readonly includePatterns?: readonly string[] | undefined;
  /** Stronger than include_patterns. */
  readonly excludePatterns?: readonly string[] | undefined;
  /** Replaces a file by a directory and the other way round. */
  readonly alwaysReplaceExistingDestPaths?: boolean | undefined;
  /** As for chmod(1), "u=rwX,go=rX". */
  readonly modeStr?: string | undefined;
  /** Paths that must exist when include_patterns are given. */
  readonly requiredPaths?: readonly string[] | undefined;
}

export interface FileActionMkFile {
  readonly path?: string | undefined;
  readonly mode?: number | undefined;
  readonly data?: Uint8Array | undefined;
  readonly owner?: ChownOpt | undefined;
  /** Nanoseconds since the epoch, -1 for the time of the build. */
  readonly timestamp?: Int64 | undefined;
}

export interface FileActionSymlink {
  /** The target of the link. */
  readonly oldpath?: string | undefined;
  /** The link. */
  readonly newpath?: string | undefined;
  readonly owner?: ChownOpt | undefined;
  /** Nanoseconds since the epoch, -1 for the time of the build. */
  readonly timestamp?: Int64 | undefined;
}

export interface FileActionMkDir {
  readonly path?: string | undefined;
  readonly mode?: number | undefined;
  readonly makeParents?: boolean | undefined;
  readonly owner?: ChownOpt | undefined;
  /** Nanoseconds since the epoch, -1 for the time of the build. */
  readonly timestamp?: Int64 | undefined;
}

export interface FileActionRm {
  readonly path?: string | undefined;
  readonly allowNotFound?: boolean | undefined;
  readonly allowWildcard?: boolean | undefined;
}

export interface ChownOpt {
  readonly user?: UserOpt | undefined;
  readonly group?: UserOpt | undefined;
}

export interface UserOpt {
  readonly byName?: NamedUserOpt | undefined;
  readonly byId?: number | undefined;
}

/** A user by name, looked up in /etc/passwd or /etc/group of an input. */
export interface NamedUserOpt {
  readonly name?: string | undefined;
  readonly input?: Int64 | undefined;
}

/** Lays filesystems one over another, the last on top. */
export interface MergeOp {
  readonly inputs?: readonly MergeInput[] | undefined;
}

export interface MergeInput {
  readonly input?: Int64 | undefined;
}

/** The files of upper that lower lacks; -1 is an empty filesystem. */
export interface DiffOp {
  readonly lower?: LowerDiffInput | undefined;
  readonly upper?: UpperDiffInput | undefined;
}

export interface LowerDiffInput {
  readonly input?: Int64 | undefined;
}

export interface UpperDiffInput {
  readonly input?: Int64 | undefined;
}

/** A whole graph. */
export interface Definition {
  /** Encoded Ops, inputs before those that use them; the last names the result. */
  readonly def?: readonly Uint8Array[] | undefined;
  /** By digest of the Op; no part of the Op's own digest. */
  readonly metadata?: Readonly<Record<string, OpMetadata>> | undefined;
  readonly source?: Source | undefined;
}

/** Facts about a vertex besides its operation. */
export interface OpMetadata {
  readonly ignoreCache?: boolean | undefined;
  /** "llb.customname" is shown as progress; the rest is free. */
  readonly description?: Readonly<Record<string, string>> | undefined;
  readonly exportCache?: ExportCache | undefined;
  /** Capabilities that the daemon must have. */
  readonly caps?: Readonly<Record<string, boolean>> | undefined;
  readonly progressGroup?: ProgressGroup | undefined;
  readonly linuxResources?: LinuxResources | undefined;
}

export interface ExportCache {
  readonly value?: boolean | undefined;
}

/** Vertices that are shown as one. */
export interface ProgressGroup {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly weak?: boolean | undefined;
}

/** Limits of a container's cgroup. */
export interface LinuxResources {
  /** Bytes. */
  readonly memory?: Int64 | undefined;
  /** Bytes of memory and swap together. */
  readonly memorySwap?: Int64 | undefined;
  readonly cpuShares?: Int64 | undefined;
  /** Microseconds. */
  readonly cpuPeriod?: Int64 | undefined;
  /** Microseconds. */
  readonly cpuQuota?: Int64 | undefined;
  /** "0-3". */
  readonly cpusetCpus?: string | undefined;
  /** "0,1". */
  readonly cpusetMems?: string | undefined;
}

/** Where the vertices of a definition were written by people. */
export interface Source {
  /** By digest of the Op. */
  readonly locations?: Readonly<Record<string, Locations>> | undefined;
  readonly infos?: readonly SourceInfo[] | undefined;
}

export interface Locations {
  readonly locations?: readonly Location[] | undefined;
}

/** A file that people wrote. */
export interface SourceInfo {
  readonly filename?: string | undefined;
  readonly data?: Uint8Array | undefined;
  /** The vertices that the file itself came from. */
  readonly definition?: Definition | undefined;
  /** By its name in Linguist, "YAML". */
  readonly language?: string | undefined;
}

export interface Location {
  /** Position in Source.infos. */
  readonly sourceIndex?: number | undefined;
  readonly ranges?: readonly Range[] | undefined;
}

export interface Range {
  readonly start?: Position | undefined;
  readonly end?: Position | undefined;
}

export interface Position {
  /** From 1. */
  readonly line?: number | undefined;
  /** From 0. */
  readonly character?: number | undefined;
}

/** UNSET: A network of its own with a way out. HOST: The network of the daemon's host; needs an entitlement. NONE: Only a loopback device. */
export type NetMode = 'UNSET' | 'HOST' | 'NONE';

/** INSECURE: All capabilities and devices; needs an entitlement. */
export type SecurityMode = 'SANDBOX' | 'INSECURE';

export type MountType = 'BIND' | 'SECRET' | 'SSH' | 'CACHE' | 'TMPFS';

/** Whether a mount is keyed by its content instead of by the vertex it comes from. DEFAULT: As the daemon decides: on for read-only mounts. */
export type MountContentCache = 'DEFAULT' | 'ON' | 'OFF';

/** The effect of two processes that want the same cache mount. SHARED: They write side by side. PRIVATE: The second gets another directory. LOCKED: The second waits. */
export type CacheSharingOpt = 'SHARED' | 'PRIVATE' | 'LOCKED';

export interface Messages {
  Op: Op;
  Platform: Platform;
  Input: Input;
  WorkerConstraints: WorkerConstraints;
  ExecOp: ExecOp;
  Meta: Meta;
  HostIP: HostIP;
  Ulimit: Ulimit;
  SecretEnv: SecretEnv;
  ProxyEnv: ProxyEnv;
  Mount: Mount;
  TmpfsOpt: TmpfsOpt;
  CacheOpt: CacheOpt;
  SecretOpt: SecretOpt;
  SSHOpt: SSHOpt;
  SourceOp: SourceOp;
  FileOp: FileOp;
  FileAction: FileAction;
  FileActionCopy: FileActionCopy;
  FileActionMkFile: FileActionMkFile;
  FileActionSymlink: FileActionSymlink;
  FileActionMkDir: FileActionMkDir;
  FileActionRm: FileActionRm;
  ChownOpt: ChownOpt;
  UserOpt: UserOpt;
  NamedUserOpt: NamedUserOpt;
  MergeOp: MergeOp;
  MergeInput: MergeInput;
  DiffOp: DiffOp;
  LowerDiffInput: LowerDiffInput;
  UpperDiffInput: UpperDiffInput;
  Definition: Definition;
  OpMetadata: OpMetadata;
  ExportCache: ExportCache;
  ProgressGroup: ProgressGroup;
  LinuxResources: LinuxResources;
  Source: Source;
  Locations: Locations;
  SourceInfo: SourceInfo;
  Location: Location;
  Range: Range;
  Position: Position;
}

/** The fields of every message, in the order in which Go's encoder writes them. */
export const schema: Readonly<Record<keyof Messages, readonly Field[]>> = {
  Op: [
    { name: 'inputs', number: 1, kind: 'message', type: 'Input', rule: 'repeated' },
    { name: 'platform', number: 10, kind: 'message', type: 'Platform', rule: 'single' },
    { name: 'constraints', number: 11, kind: 'message', type: 'WorkerConstraints', rule: 'single' },
    { name: 'exec', number: 2, kind: 'message', type: 'ExecOp', rule: 'oneof' },
    { name: 'source', number: 3, kind: 'message', type: 'SourceOp', rule: 'oneof' },
    { name: 'file', number: 4, kind: 'message', type: 'FileOp', rule: 'oneof' },
    { name: 'merge', number: 6, kind: 'message', type: 'MergeOp', rule: 'oneof' },
    { name: 'diff', number: 7, kind: 'message', type: 'DiffOp', rule: 'oneof' },
  ],
  Platform: [
    { name: 'architecture', number: 1, kind: 'string', rule: 'single' },
    { name: 'os', number: 2, kind: 'string', rule: 'single' },
    { name: 'variant', number: 3, kind: 'string', rule: 'single' },
    { name: 'osVersion', number: 4, kind: 'string', rule: 'single' },
    { name: 'osFeatures', number: 5, kind: 'string', rule: 'repeated' },
  ],
  Input: [
    { name: 'digest', number: 1, kind: 'string', rule: 'single' },
    { name: 'index', number: 2, kind: 'int64', rule: 'single' },
  ],
  WorkerConstraints: [{ name: 'filter', number: 1, kind: 'string', rule: 'repeated' }],
  ExecOp: [
    { name: 'meta', number: 1, kind: 'message', type: 'Meta', rule: 'single' },
    { name: 'mounts', number: 2, kind: 'message', type: 'Mount', rule: 'repeated' },
    { name: 'network', number: 3, kind: 'enum', type: 'NetMode', rule: 'single' },
    { name: 'security', number: 4, kind: 'enum', type: 'SecurityMode', rule: 'single' },
    { name: 'secretenv', number: 5, kind: 'message', type: 'SecretEnv', rule: 'repeated' },
  ],
  Meta: [
    { name: 'args', number: 1, kind: 'string', rule: 'repeated' },
    { name: 'env', number: 2, kind: 'string', rule: 'repeated' },
    { name: 'cwd', number: 3, kind: 'string', rule: 'single' },
    { name: 'user', number: 4, kind: 'string', rule: 'single' },
    { name: 'proxyEnv', number: 5, kind: 'message', type: 'ProxyEnv', rule: 'single' },
    { name: 'extraHosts', number: 6, kind: 'message', type: 'HostIP', rule: 'repeated' },
    { name: 'hostname', number: 7, kind: 'string', rule: 'single' },
    { name: 'ulimit', number: 9, kind: 'message', type: 'Ulimit', rule: 'repeated' },
    { name: 'cgroupParent', number: 10, kind: 'string', rule: 'single' },
    { name: 'removeMountStubsRecursive', number: 11, kind: 'bool', rule: 'single' },
    { name: 'validExitCodes', number: 12, kind: 'int32', rule: 'repeated' },
  ],
  HostIP: [
    { name: 'host', number: 1, kind: 'string', rule: 'single' },
    { name: 'ip', number: 2, kind: 'string', rule: 'single' },
  ],
  Ulimit: [
    { name: 'name', number: 1, kind: 'string', rule: 'single' },
    { name: 'soft', number: 2, kind: 'int64', rule: 'single' },
    { name: 'hard', number: 3, kind: 'int64', rule: 'single' },
  ],
  SecretEnv: [
    { name: 'id', number: 1, kind: 'string', rule: 'single' },
    { name: 'name', number: 2, kind: 'string', rule: 'single' },
    { name: 'optional', number: 3, kind: 'bool', rule: 'single' },
  ],
  ProxyEnv: [
    { name: 'httpProxy', number: 1, kind: 'string', rule: 'single' },
    { name: 'httpsProxy', number: 2, kind: 'string', rule: 'single' },
    { name: 'ftpProxy', number: 3, kind: 'string', rule: 'single' },
    { name: 'noProxy', number: 4, kind: 'string', rule: 'single' },
    { name: 'allProxy', number: 5, kind: 'string', rule: 'single' },
  ],
  Mount: [
    { name: 'input', number: 1, kind: 'int64', rule: 'single' },
    { name: 'selector', number: 2, kind: 'string', rule: 'single' },
    { name: 'dest', number: 3, kind: 'string', rule: 'single' },
    { name: 'output', number: 4, kind: 'int64', rule: 'single' },
    { name: 'readonly', number: 5, kind: 'bool', rule: 'single' },
    { name: 'mountType', number: 6, kind: 'enum', type: 'MountType', rule: 'single' },
    { name: 'tmpfsOpt', number: 19, kind: 'message', type: 'TmpfsOpt', rule: 'single' },
    { name: 'cacheOpt', number: 20, kind: 'message', type: 'CacheOpt', rule: 'single' },
    { name: 'secretOpt', number: 21, kind: 'message', type: 'SecretOpt', rule: 'single' },
    { name: 'sshOpt', number: 22, kind: 'message', type: 'SSHOpt', rule: 'single' },
    { name: 'resultId', number: 23, kind: 'string', rule: 'single' },
    { name: 'contentCache', number: 24, kind: 'enum', type: 'MountContentCache', rule: 'single' },
  ],
  TmpfsOpt: [{ name: 'size', number: 1, kind: 'int64', rule: 'single' }],
  CacheOpt: [
    { name: 'id', number: 1, kind: 'string', rule: 'single' },
    { name: 'sharing', number: 2, kind: 'enum', type: 'CacheSharingOpt', rule: 'single' },
  ],
  SecretOpt: [
    { name: 'id', number: 1, kind: 'string', rule: 'single' },
    { name: 'uid', number: 2, kind: 'uint32', rule: 'single' },
    { name: 'gid', number: 3, kind: 'uint32', rule: 'single' },
    { name: 'mode', number: 4, kind: 'uint32', rule: 'single' },
    { name: 'optional', number: 5, kind: 'bool', rule: 'single' },
  ],
  SSHOpt: [
    { name: 'id', number: 1, kind: 'string', rule: 'single' },
    { name: 'uid', number: 2, kind: 'uint32', rule: 'single' },
    { name: 'gid', number: 3, kind: 'uint32', rule: 'single' },
    { name: 'mode', number: 4, kind: 'uint32', rule: 'single' },
    { name: 'optional', number: 5, kind: 'bool', rule: 'single' },
  ],
  SourceOp: [
    { name: 'identifier', number: 1, kind: 'string', rule: 'single' },
    { name: 'attrs', number: 2, kind: 'string', rule: 'map' },
  ],
  FileOp: [{ name: 'actions', number: 2, kind: 'message', type: 'FileAction', rule: 'repeated' }],
  FileAction: [
    { name: 'input', number: 1, kind: 'int64', rule: 'single' },
    { name: 'secondaryInput', number: 2, kind: 'int64', rule: 'single' },
    { name: 'output', number: 3, kind: 'int64', rule: 'single' },
    { name: 'copy', number: 4, kind: 'message', type: 'FileActionCopy', rule: 'oneof' },
    { name: 'mkfile', number: 5, kind: 'message', type: 'FileActionMkFile', rule: 'oneof' },
    { name: 'mkdir', number: 6, kind: 'message', type: 'FileActionMkDir', rule: 'oneof' },
    { name: 'rm', number: 7, kind: 'message', type: 'FileActionRm', rule: 'oneof' },
    { name: 'symlink', number: 8, kind: 'message', type: 'FileActionSymlink', rule: 'oneof' },
  ],
  FileActionCopy: [
    { name: 'src', number: 1, kind: 'string', rule: 'single' },
    { name: 'dest', number: 2, kind: 'string', rule: 'single' },
    { name: 'owner', number: 3, kind: 'message', type: 'ChownOpt', rule: 'single' },
    { name: 'mode', number: 4, kind: 'int32', rule: 'single' },
    { name: 'followSymlink', number: 5, kind: 'bool', rule: 'single' },
    { name: 'dirCopyContents', number: 6, kind: 'bool', rule: 'single' },
    { name: 'attemptUnpackDockerCompatibility', number: 7, kind: 'bool', rule: 'single' },
    { name: 'createDestPath', number: 8, kind: 'bool', rule: 'single' },
    { name: 'allowWildcard', number: 9, kind: 'bool', rule: 'single' },
    { name: 'allowEmptyWildcard', number: 10, kind: 'bool', rule: 'single' },
    { name: 'timestamp', number: 11, kind: 'int64', rule: 'single' },
    { name: 'includePatterns', number: 12, kind: 'string', rule: 'repeated' },
    { name: 'excludePatterns', number: 13, kind: 'string', rule: 'repeated' },
    { name: 'alwaysReplaceExistingDestPaths', number: 14, kind: 'bool', rule: 'single' },
    { name: 'modeStr', number: 15, kind: 'string', rule: 'single' },
    { name: 'requiredPaths', number: 16, kind: 'string', rule: 'repeated' },
  ],
  FileActionMkFile: [
    { name: 'path', number: 1, kind: 'string', rule: 'single' },
    { name: 'mode', number: 2, kind: 'int32', rule: 'single' },
    { name: 'data', number: 3, kind: 'bytes', rule: 'single' },
    { name: 'owner', number: 4, kind: 'message', type: 'ChownOpt', rule: 'single' },
    { name: 'timestamp', number: 5, kind: 'int64', rule: 'single' },
  ],
  FileActionSymlink: [
    { name: 'oldpath', number: 1, kind: 'string', rule: 'single' },
    { name: 'newpath', number: 2, kind: 'string', rule: 'single' },
    { name: 'owner', number: 3, kind: 'message', type: 'ChownOpt', rule: 'single' },
    { name: 'timestamp', number: 4, kind: 'int64', rule: 'single' },
  ],
  FileActionMkDir: [
    { name: 'path', number: 1, kind: 'string', rule: 'single' },
    { name: 'mode', number: 2, kind: 'int32', rule: 'single' },
    { name: 'makeParents', number: 3, kind: 'bool', rule: 'single' },
    { name: 'owner', number: 4, kind: 'message', type: 'ChownOpt', rule: 'single' },
    { name: 'timestamp', number: 5, kind: 'int64', rule: 'single' },
  ],
  FileActionRm: [
    { name: 'path', number: 1, kind: 'string', rule: 'single' },
    { name: 'allowNotFound', number: 2, kind: 'bool', rule: 'single' },
    { name: 'allowWildcard', number: 3, kind: 'bool', rule: 'single' },
  ],
  ChownOpt: [
    { name: 'user', number: 1, kind: 'message', type: 'UserOpt', rule: 'single' },
    { name: 'group', number: 2, kind: 'message', type: 'UserOpt', rule: 'single' },
  ],
  UserOpt: [
    { name: 'byName', number: 1, kind: 'message', type: 'NamedUserOpt', rule: 'oneof' },
    { name: 'byId', number: 2, kind: 'uint32', rule: 'oneof' },
  ],
  NamedUserOpt: [
    { name: 'name', number: 1, kind: 'string', rule: 'single' },
    { name: 'input', number: 2, kind: 'int64', rule: 'single' },
  ],
  MergeOp: [{ name: 'inputs', number: 1, kind: 'message', type: 'MergeInput', rule: 'repeated' }],
  MergeInput: [{ name: 'input', number: 1, kind: 'int64', rule: 'single' }],
  DiffOp: [
    { name: 'lower', number: 1, kind: 'message', type: 'LowerDiffInput', rule: 'single' },
    { name: 'upper', number: 2, kind: 'message', type: 'UpperDiffInput', rule: 'single' },
  ],
  LowerDiffInput: [{ name: 'input', number: 1, kind: 'int64', rule: 'single' }],
  UpperDiffInput: [{ name: 'input', number: 1, kind: 'int64', rule: 'single' }],
  Definition: [
    { name: 'def', number: 1, kind: 'bytes', rule: 'repeated' },
    { name: 'metadata', number: 2, kind: 'message', type: 'OpMetadata', rule: 'map' },
    { name: 'source', number: 3, kind: 'message', type: 'Source', rule: 'single' },
  ],
  OpMetadata: [
    { name: 'ignoreCache', number: 1, kind: 'bool', rule: 'single' },
    { name: 'description', number: 2, kind: 'string', rule: 'map' },
    { name: 'exportCache', number: 4, kind: 'message', type: 'ExportCache', rule: 'single' },
    { name: 'caps', number: 5, kind: 'bool', rule: 'map' },
    { name: 'progressGroup', number: 6, kind: 'message', type: 'ProgressGroup', rule: 'single' },
    { name: 'linuxResources', number: 7, kind: 'message', type: 'LinuxResources', rule: 'single' },
  ],
  ExportCache: [{ name: 'value', number: 1, kind: 'bool', rule: 'single' }],
  ProgressGroup: [
    { name: 'id', number: 1, kind: 'string', rule: 'single' },
    { name: 'name', number: 2, kind: 'string', rule: 'single' },
    { name: 'weak', number: 3, kind: 'bool', rule: 'single' },
  ],
  LinuxResources: [
    { name: 'memory', number: 1, kind: 'int64', rule: 'single' },
    { name: 'memorySwap', number: 2, kind: 'int64', rule: 'single' },
    { name: 'cpuShares', number: 3, kind: 'uint64', rule: 'single' },
    { name: 'cpuPeriod', number: 4, kind: 'uint64', rule: 'single' },
    { name: 'cpuQuota', number: 5, kind: 'int64', rule: 'single' },
    { name: 'cpusetCpus', number: 6, kind: 'string', rule: 'single' },
    { name: 'cpusetMems', number: 7, kind: 'string', rule: 'single' },
  ],
  Source: [
    { name: 'locations', number: 1, kind: 'message', type: 'Locations', rule: 'map' },
    { name: 'infos', number: 2, kind: 'message', type: 'SourceInfo', rule: 'repeated' },
  ],
  Locations: [
    { name: 'locations', number: 1, kind: 'message', type: 'Location', rule: 'repeated' },
  ],
  SourceInfo: [
    { name: 'filename', number: 1, kind: 'string', rule: 'single' },
    { name: 'data', number: 2, kind: 'bytes', rule: 'single' },
    { name: 'definition', number: 3, kind: 'message', type: 'Definition', rule: 'single' },
    { name: 'language', number: 4, kind: 'string', rule: 'single' },
  ],
  Location: [
    { name: 'sourceIndex', number: 1, kind: 'int32', rule: 'single' },
    { name: 'ranges', number: 2, kind: 'message', type: 'Range', rule: 'repeated' },
  ],
  Range: [
    { name: 'start', number: 1, kind: 'message', type: 'Position', rule: 'single' },
    { name: 'end', number: 2, kind: 'message', type: 'Position', rule: 'single' },
  ],
  Position: [
    { name: 'line', number: 1, kind: 'int32', rule: 'single' },
    { name: 'character', number: 2, kind: 'int32', rule: 'single' },
  ],
};

/** The values of every enum; an array's positions are the numbers. */
export const enums = {
  NetMode: ['UNSET', 'HOST', 'NONE'],
  SecurityMode: ['SANDBOX', 'INSECURE'],
  MountType: ['BIND', 'SECRET', 'SSH', 'CACHE', 'TMPFS'],
  MountContentCache: ['DEFAULT', 'ON', 'OFF'],
  CacheSharingOpt: ['SHARED', 'PRIVATE', 'LOCKED'],
} as const;
