// Written by scripts/generate-gateway-messages.js from proto/gateway.proto.

/** A decimal number of up to 64 bits; decoded as text. */
export type Int64 = string | number;

export type PingRequest = Readonly<Record<string, never>>;

export interface PongResponse {
  readonly frontendApiCaps?: readonly APICap[] | undefined;
  readonly llbCaps?: readonly APICap[] | undefined;
}

/** One thing that the daemon can do. */
export interface APICap {
  readonly id?: string | undefined;
  readonly enabled?: boolean | undefined;
  readonly deprecated?: boolean | undefined;
  readonly disabledReason?: string | undefined;
  /** For people. */
  readonly disabledReasonMsg?: string | undefined;
  readonly disabledAlternative?: string | undefined;
}

export interface ResolveImageConfigRequest {
  readonly ref?: string | undefined;
  readonly platform?: Platform | undefined;
  /** default, pull or local */
  readonly resolveMode?: string | undefined;
  readonly logName?: string | undefined;
  /** 0 a registry, 1 an OCI layout of the client */
  readonly resolverType?: number | undefined;
  readonly sessionId?: string | undefined;
  readonly storeId?: string | undefined;
  readonly sourcePolicies?: readonly Policy[] | undefined;
}

/** A platform as the OCI image specification defines it. */
export interface Platform {
  readonly architecture?: string | undefined;
  readonly os?: string | undefined;
  readonly variant?: string | undefined;
  readonly osVersion?: string | undefined;
  readonly osFeatures?: readonly string[] | undefined;
}

export interface Policy {
  /** 1 */
  readonly version?: Int64 | undefined;
  readonly rules?: readonly Rule[] | undefined;
}

/** What to do with the sources that a selector matches. */
export interface Rule {
  readonly action?: PolicyAction | undefined;
  readonly selector?: Selector | undefined;
  readonly updates?: Update | undefined;
}

export const PolicyAction = {
  ALLOW: 0,
  DENY: 1,
  CONVERT: 2,
} as const;
export type PolicyAction = (typeof PolicyAction)[keyof typeof PolicyAction];

export interface Selector {
  readonly identifier?: string | undefined;
  readonly matchType?: MatchType | undefined;
  readonly constraints?: readonly AttrConstraint[] | undefined;
}

export const MatchType = {
  WILDCARD: 0,
  EXACT: 1,
  REGEX: 2,
} as const;
export type MatchType = (typeof MatchType)[keyof typeof MatchType];

export interface AttrConstraint {
  readonly key?: string | undefined;
  readonly value?: string | undefined;
  readonly condition?: AttrMatch | undefined;
}

export const AttrMatch = {
  EQUAL: 0,
  NOTEQUAL: 1,
  MATCHES: 2,
} as const;
export type AttrMatch = (typeof AttrMatch)[keyof typeof AttrMatch];

/** What a converted source becomes. */
export interface Update {
  readonly identifier?: string | undefined;
  readonly attrs?: Readonly<Record<string, string>> | undefined;
}

export interface ResolveImageConfigResponse {
  readonly digest?: string | undefined;
  readonly config?: Uint8Array | undefined;
  /** The reference after source policies; empty in older daemons. */
  readonly ref?: string | undefined;
}

export interface ResolveSourceMetaRequest {
  readonly source?: SourceOp | undefined;
  readonly platform?: Platform | undefined;
  readonly logName?: string | undefined;
  readonly resolveMode?: string | undefined;
  readonly git?: ResolveSourceGitRequest | undefined;
  readonly image?: ResolveSourceImageRequest | undefined;
  readonly sourcePolicies?: readonly Policy[] | undefined;
}

/** Brings something from outside: an image, a git repository, a file by HTTP, files of the client. */
export interface SourceOp {
  /** A URL; its scheme says what kind of source it is. */
  readonly identifier?: string | undefined;
  readonly attrs?: Readonly<Record<string, string>> | undefined;
}

export interface ResolveSourceGitRequest {
  /** Whether the answer holds the commit and tag objects. */
  readonly returnObject?: boolean | undefined;
}

export interface ResolveSourceImageRequest {
  readonly noConfig?: boolean | undefined;
}

export interface ResolveSourceMetaResponse {
  /** The source after source policies. */
  readonly source?: SourceOp | undefined;
  readonly image?: ResolveSourceImageResponse | undefined;
  readonly git?: ResolveSourceGitResponse | undefined;
  readonly http?: ResolveSourceHTTPResponse | undefined;
}

export interface ResolveSourceImageResponse {
  readonly digest?: string | undefined;
  readonly config?: Uint8Array | undefined;
}

export interface ResolveSourceGitResponse {
  readonly checksum?: string | undefined;
  readonly ref?: string | undefined;
  readonly commitChecksum?: string | undefined;
  readonly commitObject?: Uint8Array | undefined;
  readonly tagObject?: Uint8Array | undefined;
}

export interface ResolveSourceHTTPResponse {
  readonly checksum?: string | undefined;
  readonly filename?: string | undefined;
  readonly lastModified?: Timestamp | undefined;
}

export interface Timestamp {
  readonly seconds?: Int64 | undefined;
  readonly nanos?: number | undefined;
}

export interface SolveRequest {
  readonly definition?: Uint8Array | undefined;
  /** Empty: solve the definition. Otherwise the name of another frontend. */
  readonly frontend?: string | undefined;
  readonly frontendOpt?: Readonly<Record<string, string>> | undefined;
  /** Answer with a Result and not with the old `ref`. */
  readonly allowResultReturn?: boolean | undefined;
  readonly allowResultArrayRef?: boolean | undefined;
  /** The two fields of the time before Return: exporter keys as JSON, and whether this is the frontend's last call. */
  readonly final?: boolean | undefined;
  readonly exporterAttr?: Uint8Array | undefined;
  readonly cacheImports?: readonly CacheOptionsEntry[] | undefined;
  readonly frontendInputs?: Readonly<Record<string, Uint8Array>> | undefined;
  /** Run it now, so that its failure is this call's; capability gateway.solve.evaluate. */
  readonly evaluate?: boolean | undefined;
  readonly sourcePolicies?: readonly Policy[] | undefined;
}

export interface CacheOptionsEntry {
  /** registry, local, gha, s3 … */
  readonly type?: string | undefined;
  readonly attrs?: Readonly<Record<string, string>> | undefined;
}

export interface SolveResponse {
  /** Before allowResultReturn. */
  readonly ref?: string | undefined;
  readonly result?: Result | undefined;
}

export interface Result {
  /** The two forms of daemons without the capability proto.refarray. */
  readonly refDeprecated?: string | undefined;
  readonly refsDeprecated?: RefMapDeprecated | undefined;
  readonly ref?: Ref | undefined;
  /** By platform. */
  readonly refs?: RefMap | undefined;
  /** Exporter keys: containerimage.config, refs.platforms … */
  readonly metadata?: Readonly<Record<string, Uint8Array>> | undefined;
  /** By platform. */
  readonly attestations?: Readonly<Record<string, Attestations>> | undefined;
}

export interface RefMapDeprecated {
  readonly refs?: Readonly<Record<string, string>> | undefined;
}

export interface Ref {
  readonly id?: string | undefined;
  readonly def?: Uint8Array | undefined;
}

export interface RefMap {
  readonly refs?: Readonly<Record<string, Ref>> | undefined;
}

export interface Attestations {
  readonly attestation?: readonly Attestation[] | undefined;
}

export interface Attestation {
  readonly kind?: AttestationKind | undefined;
  readonly metadata?: Readonly<Record<string, Uint8Array>> | undefined;
  readonly ref?: Ref | undefined;
  readonly path?: string | undefined;
  readonly inTotoPredicateType?: string | undefined;
  readonly inTotoSubjects?: readonly InTotoSubject[] | undefined;
}

export const AttestationKind = {
  /** The file is the predicate. */
  InToto: 0,
  /** The path is a directory of in-toto statements, which the exporter unpacks. */
  Bundle: 1,
} as const;
export type AttestationKind = (typeof AttestationKind)[keyof typeof AttestationKind];

export interface InTotoSubject {
  readonly kind?: InTotoSubjectKind | undefined;
  readonly digest?: readonly string[] | undefined;
  readonly name?: string | undefined;
}

export const InTotoSubjectKind = {
  /** The image itself. */
  Self: 0,
  Raw: 1,
} as const;
export type InTotoSubjectKind = (typeof InTotoSubjectKind)[keyof typeof InTotoSubjectKind];

export interface ReadFileRequest {
  readonly ref?: string | undefined;
  readonly filePath?: string | undefined;
  /** Absent: the whole file. */
  readonly range?: FileRange | undefined;
}

export interface FileRange {
  readonly offset?: Int64 | undefined;
  /** 0: to the end. */
  readonly length?: Int64 | undefined;
}

export interface ReadFileResponse {
  readonly data?: Uint8Array | undefined;
}

export interface ReadDirRequest {
  readonly ref?: string | undefined;
  readonly dirPath?: string | undefined;
  /** A pattern of names within the directory. */
  readonly includePattern?: string | undefined;
}

export interface ReadDirResponse {
  readonly entries?: readonly Stat[] | undefined;
}

export interface Stat {
  readonly path?: string | undefined;
  /** As Go's fs.FileMode: the type in the high bits, not as in stat(2). */
  readonly mode?: number | undefined;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
  readonly size?: Int64 | undefined;
  /** Nanoseconds since the epoch. */
  readonly modTime?: Int64 | undefined;
  readonly linkname?: string | undefined;
  readonly devmajor?: Int64 | undefined;
  readonly devminor?: Int64 | undefined;
  readonly xattrs?: Readonly<Record<string, Uint8Array>> | undefined;
}

export interface StatFileRequest {
  readonly ref?: string | undefined;
  readonly path?: string | undefined;
}

export interface StatFileResponse {
  readonly stat?: Stat | undefined;
}

export interface EvaluateRequest {
  readonly ref?: string | undefined;
}

export type EvaluateResponse = Readonly<Record<string, never>>;

export type InputsRequest = Readonly<Record<string, never>>;

export interface InputsResponse {
  readonly definitions?: Readonly<Record<string, Uint8Array>> | undefined;
}

export interface WarnRequest {
  /** The vertex that the warning belongs to. */
  readonly digest?: string | undefined;
  readonly level?: Int64 | undefined;
  readonly short?: Uint8Array | undefined;
  readonly detail?: readonly Uint8Array[] | undefined;
  readonly url?: string | undefined;
  readonly info?: SourceInfo | undefined;
  readonly ranges?: readonly Range[] | undefined;
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

/** A whole graph. */
export interface Definition {
  /** Encoded Ops, inputs before those that use them; the last names the result. */
  readonly def?: readonly Uint8Array[] | undefined;
  /** By digest of the Op; no part of the Op's own digest. */
  readonly metadata?: Readonly<Record<string, OpMetadata>> | undefined;
  readonly source?: Source | undefined;
}

/** What is told about a vertex besides what it does. */
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

export type WarnResponse = Readonly<Record<string, never>>;

export interface ReturnRequest {
  readonly result?: Result | undefined;
  readonly error?: Status | undefined;
}

export interface Status {
  /** A gRPC status code. */
  readonly code?: number | undefined;
  readonly message?: string | undefined;
  readonly details?: readonly Any[] | undefined;
}

/** A value and the name of its type. BuildKit's own types are JSON, their names end in +json. */
export interface Any {
  readonly typeUrl?: string | undefined;
  readonly value?: Uint8Array | undefined;
}

export type ReturnResponse = Readonly<Record<string, never>>;

/** The calls of LLBBridge. */
export interface Methods {
  Ping: { readonly request: PingRequest; readonly response: PongResponse };
  ResolveImageConfig: {
    readonly request: ResolveImageConfigRequest;
    readonly response: ResolveImageConfigResponse;
  };
  ResolveSourceMeta: {
    readonly request: ResolveSourceMetaRequest;
    readonly response: ResolveSourceMetaResponse;
  };
  Solve: { readonly request: SolveRequest; readonly response: SolveResponse };
  ReadFile: { readonly request: ReadFileRequest; readonly response: ReadFileResponse };
  ReadDir: { readonly request: ReadDirRequest; readonly response: ReadDirResponse };
  StatFile: { readonly request: StatFileRequest; readonly response: StatFileResponse };
  Evaluate: { readonly request: EvaluateRequest; readonly response: EvaluateResponse };
  Inputs: { readonly request: InputsRequest; readonly response: InputsResponse };
  Warn: { readonly request: WarnRequest; readonly response: WarnResponse };
  Return: { readonly request: ReturnRequest; readonly response: ReturnResponse };
}
