// Written by scripts/generate-messages.js from proto/gateway.proto.

import type { Field } from '../../llb/wire/field.ts';
import { enums as llbEnums, schema as llbSchema } from '../../llb/wire/messages.ts';
import type {
  Int64,
  Messages as LlbMessages,
  Platform,
  Range,
  SourceInfo,
  SourceOp,
} from '../../llb/wire/messages.ts';

export type { Platform, Range, SourceInfo, SourceOp };

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

export interface Policy {
  /** 1 */
  readonly version?: Int64 | undefined;
  readonly rules?: readonly Rule[] | undefined;
}

/** The action for sources that a selector matches. */
export interface Rule {
  readonly action?: PolicyAction | undefined;
  readonly selector?: Selector | undefined;
  readonly updates?: Update | undefined;
}

export interface Selector {
  readonly identifier?: string | undefined;
  readonly matchType?: MatchType | undefined;
  readonly constraints?: readonly AttrConstraint[] | undefined;
}

export interface AttrConstraint {
  readonly key?: string | undefined;
  readonly value?: string | undefined;
  readonly condition?: AttrMatch | undefined;
}

/** The source that replaces a converted one. */
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

export interface InTotoSubject {
  readonly kind?: InTotoSubjectKind | undefined;
  readonly digest?: readonly string[] | undefined;
  readonly name?: string | undefined;
}

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

export type PolicyAction = 'ALLOW' | 'DENY' | 'CONVERT';

export type MatchType = 'WILDCARD' | 'EXACT' | 'REGEX';

export type AttrMatch = 'EQUAL' | 'NOTEQUAL' | 'MATCHES';

/** InToto: The file is the predicate. Bundle: The path is a directory of in-toto statements, which the exporter unpacks. */
export type AttestationKind = 'InToto' | 'Bundle';

/** Self: The image itself. */
export type InTotoSubjectKind = 'Self' | 'Raw';

export interface Messages extends LlbMessages {
  PingRequest: PingRequest;
  PongResponse: PongResponse;
  APICap: APICap;
  ResolveImageConfigRequest: ResolveImageConfigRequest;
  Policy: Policy;
  Rule: Rule;
  Selector: Selector;
  AttrConstraint: AttrConstraint;
  Update: Update;
  ResolveImageConfigResponse: ResolveImageConfigResponse;
  ResolveSourceMetaRequest: ResolveSourceMetaRequest;
  ResolveSourceGitRequest: ResolveSourceGitRequest;
  ResolveSourceImageRequest: ResolveSourceImageRequest;
  ResolveSourceMetaResponse: ResolveSourceMetaResponse;
  ResolveSourceImageResponse: ResolveSourceImageResponse;
  ResolveSourceGitResponse: ResolveSourceGitResponse;
  ResolveSourceHTTPResponse: ResolveSourceHTTPResponse;
  Timestamp: Timestamp;
  SolveRequest: SolveRequest;
  CacheOptionsEntry: CacheOptionsEntry;
  SolveResponse: SolveResponse;
  Result: Result;
  RefMapDeprecated: RefMapDeprecated;
  Ref: Ref;
  RefMap: RefMap;
  Attestations: Attestations;
  Attestation: Attestation;
  InTotoSubject: InTotoSubject;
  ReadFileRequest: ReadFileRequest;
  FileRange: FileRange;
  ReadFileResponse: ReadFileResponse;
  ReadDirRequest: ReadDirRequest;
  ReadDirResponse: ReadDirResponse;
  Stat: Stat;
  StatFileRequest: StatFileRequest;
  StatFileResponse: StatFileResponse;
  EvaluateRequest: EvaluateRequest;
  EvaluateResponse: EvaluateResponse;
  InputsRequest: InputsRequest;
  InputsResponse: InputsResponse;
  WarnRequest: WarnRequest;
  WarnResponse: WarnResponse;
  ReturnRequest: ReturnRequest;
  Status: Status;
  Any: Any;
  ReturnResponse: ReturnResponse;
}

/** The fields of every message, in the order in which Go's encoder writes them. */
export const schema: Readonly<Record<keyof Messages, readonly Field[]>> = {
  ...llbSchema,
  PingRequest: [],
  PongResponse: [
    { name: 'frontendApiCaps', number: 1, kind: 'message', type: 'APICap', rule: 'repeated' },
    { name: 'llbCaps', number: 2, kind: 'message', type: 'APICap', rule: 'repeated' },
  ],
  APICap: [
    { name: 'id', number: 1, kind: 'string', rule: 'single' },
    { name: 'enabled', number: 2, kind: 'bool', rule: 'single' },
    { name: 'deprecated', number: 3, kind: 'bool', rule: 'single' },
    { name: 'disabledReason', number: 4, kind: 'string', rule: 'single' },
    { name: 'disabledReasonMsg', number: 5, kind: 'string', rule: 'single' },
    { name: 'disabledAlternative', number: 6, kind: 'string', rule: 'single' },
  ],
  ResolveImageConfigRequest: [
    { name: 'ref', number: 1, kind: 'string', rule: 'single' },
    { name: 'platform', number: 2, kind: 'message', type: 'Platform', rule: 'single' },
    { name: 'resolveMode', number: 3, kind: 'string', rule: 'single' },
    { name: 'logName', number: 4, kind: 'string', rule: 'single' },
    { name: 'resolverType', number: 5, kind: 'int32', rule: 'single' },
    { name: 'sessionId', number: 6, kind: 'string', rule: 'single' },
    { name: 'storeId', number: 7, kind: 'string', rule: 'single' },
    { name: 'sourcePolicies', number: 8, kind: 'message', type: 'Policy', rule: 'repeated' },
  ],
  Policy: [
    { name: 'version', number: 1, kind: 'int64', rule: 'single' },
    { name: 'rules', number: 2, kind: 'message', type: 'Rule', rule: 'repeated' },
  ],
  Rule: [
    { name: 'action', number: 1, kind: 'enum', type: 'PolicyAction', rule: 'single' },
    { name: 'selector', number: 2, kind: 'message', type: 'Selector', rule: 'single' },
    { name: 'updates', number: 3, kind: 'message', type: 'Update', rule: 'single' },
  ],
  Selector: [
    { name: 'identifier', number: 1, kind: 'string', rule: 'single' },
    { name: 'matchType', number: 2, kind: 'enum', type: 'MatchType', rule: 'single' },
    { name: 'constraints', number: 3, kind: 'message', type: 'AttrConstraint', rule: 'repeated' },
  ],
  AttrConstraint: [
    { name: 'key', number: 1, kind: 'string', rule: 'single' },
    { name: 'value', number: 2, kind: 'string', rule: 'single' },
    { name: 'condition', number: 3, kind: 'enum', type: 'AttrMatch', rule: 'single' },
  ],
  Update: [
    { name: 'identifier', number: 1, kind: 'string', rule: 'single' },
    { name: 'attrs', number: 2, kind: 'string', rule: 'map' },
  ],
  ResolveImageConfigResponse: [
    { name: 'digest', number: 1, kind: 'string', rule: 'single' },
    { name: 'config', number: 2, kind: 'bytes', rule: 'single' },
    { name: 'ref', number: 3, kind: 'string', rule: 'single' },
  ],
  ResolveSourceMetaRequest: [
    { name: 'source', number: 1, kind: 'message', type: 'SourceOp', rule: 'single' },
    { name: 'platform', number: 2, kind: 'message', type: 'Platform', rule: 'single' },
    { name: 'logName', number: 3, kind: 'string', rule: 'single' },
    { name: 'resolveMode', number: 4, kind: 'string', rule: 'single' },
    { name: 'git', number: 5, kind: 'message', type: 'ResolveSourceGitRequest', rule: 'single' },
    {
      name: 'image',
      number: 6,
      kind: 'message',
      type: 'ResolveSourceImageRequest',
      rule: 'single',
    },
    { name: 'sourcePolicies', number: 8, kind: 'message', type: 'Policy', rule: 'repeated' },
  ],
  ResolveSourceGitRequest: [{ name: 'returnObject', number: 1, kind: 'bool', rule: 'single' }],
  ResolveSourceImageRequest: [{ name: 'noConfig', number: 1, kind: 'bool', rule: 'single' }],
  ResolveSourceMetaResponse: [
    { name: 'source', number: 1, kind: 'message', type: 'SourceOp', rule: 'single' },
    {
      name: 'image',
      number: 2,
      kind: 'message',
      type: 'ResolveSourceImageResponse',
      rule: 'single',
    },
    { name: 'git', number: 3, kind: 'message', type: 'ResolveSourceGitResponse', rule: 'single' },
    { name: 'http', number: 4, kind: 'message', type: 'ResolveSourceHTTPResponse', rule: 'single' },
  ],
  ResolveSourceImageResponse: [
    { name: 'digest', number: 1, kind: 'string', rule: 'single' },
    { name: 'config', number: 2, kind: 'bytes', rule: 'single' },
  ],
  ResolveSourceGitResponse: [
    { name: 'checksum', number: 1, kind: 'string', rule: 'single' },
    { name: 'ref', number: 2, kind: 'string', rule: 'single' },
    { name: 'commitChecksum', number: 3, kind: 'string', rule: 'single' },
    { name: 'commitObject', number: 4, kind: 'bytes', rule: 'single' },
    { name: 'tagObject', number: 5, kind: 'bytes', rule: 'single' },
  ],
  ResolveSourceHTTPResponse: [
    { name: 'checksum', number: 1, kind: 'string', rule: 'single' },
    { name: 'filename', number: 2, kind: 'string', rule: 'single' },
    { name: 'lastModified', number: 3, kind: 'message', type: 'Timestamp', rule: 'single' },
  ],
  Timestamp: [
    { name: 'seconds', number: 1, kind: 'int64', rule: 'single' },
    { name: 'nanos', number: 2, kind: 'int32', rule: 'single' },
  ],
  SolveRequest: [
    { name: 'definition', number: 1, kind: 'bytes', rule: 'single' },
    { name: 'frontend', number: 2, kind: 'string', rule: 'single' },
    { name: 'frontendOpt', number: 3, kind: 'string', rule: 'map' },
    { name: 'allowResultReturn', number: 5, kind: 'bool', rule: 'single' },
    { name: 'allowResultArrayRef', number: 6, kind: 'bool', rule: 'single' },
    { name: 'final', number: 10, kind: 'bool', rule: 'single' },
    { name: 'exporterAttr', number: 11, kind: 'bytes', rule: 'single' },
    {
      name: 'cacheImports',
      number: 12,
      kind: 'message',
      type: 'CacheOptionsEntry',
      rule: 'repeated',
    },
    { name: 'frontendInputs', number: 13, kind: 'bytes', rule: 'map' },
    { name: 'evaluate', number: 14, kind: 'bool', rule: 'single' },
    { name: 'sourcePolicies', number: 15, kind: 'message', type: 'Policy', rule: 'repeated' },
  ],
  CacheOptionsEntry: [
    { name: 'type', number: 1, kind: 'string', rule: 'single' },
    { name: 'attrs', number: 2, kind: 'string', rule: 'map' },
  ],
  SolveResponse: [
    { name: 'ref', number: 1, kind: 'string', rule: 'single' },
    { name: 'result', number: 3, kind: 'message', type: 'Result', rule: 'single' },
  ],
  Result: [
    { name: 'metadata', number: 10, kind: 'bytes', rule: 'map' },
    { name: 'attestations', number: 12, kind: 'message', type: 'Attestations', rule: 'map' },
    { name: 'refDeprecated', number: 1, kind: 'string', rule: 'oneof' },
    { name: 'refsDeprecated', number: 2, kind: 'message', type: 'RefMapDeprecated', rule: 'oneof' },
    { name: 'ref', number: 3, kind: 'message', type: 'Ref', rule: 'oneof' },
    { name: 'refs', number: 4, kind: 'message', type: 'RefMap', rule: 'oneof' },
  ],
  RefMapDeprecated: [{ name: 'refs', number: 1, kind: 'string', rule: 'map' }],
  Ref: [
    { name: 'id', number: 1, kind: 'string', rule: 'single' },
    { name: 'def', number: 2, kind: 'bytes', rule: 'single' },
  ],
  RefMap: [{ name: 'refs', number: 1, kind: 'message', type: 'Ref', rule: 'map' }],
  Attestations: [
    { name: 'attestation', number: 1, kind: 'message', type: 'Attestation', rule: 'repeated' },
  ],
  Attestation: [
    { name: 'kind', number: 1, kind: 'enum', type: 'AttestationKind', rule: 'single' },
    { name: 'metadata', number: 2, kind: 'bytes', rule: 'map' },
    { name: 'ref', number: 3, kind: 'message', type: 'Ref', rule: 'single' },
    { name: 'path', number: 4, kind: 'string', rule: 'single' },
    { name: 'inTotoPredicateType', number: 5, kind: 'string', rule: 'single' },
    { name: 'inTotoSubjects', number: 6, kind: 'message', type: 'InTotoSubject', rule: 'repeated' },
  ],
  InTotoSubject: [
    { name: 'kind', number: 1, kind: 'enum', type: 'InTotoSubjectKind', rule: 'single' },
    { name: 'digest', number: 2, kind: 'string', rule: 'repeated' },
    { name: 'name', number: 3, kind: 'string', rule: 'single' },
  ],
  ReadFileRequest: [
    { name: 'ref', number: 1, kind: 'string', rule: 'single' },
    { name: 'filePath', number: 2, kind: 'string', rule: 'single' },
    { name: 'range', number: 3, kind: 'message', type: 'FileRange', rule: 'single' },
  ],
  FileRange: [
    { name: 'offset', number: 1, kind: 'int64', rule: 'single' },
    { name: 'length', number: 2, kind: 'int64', rule: 'single' },
  ],
  ReadFileResponse: [{ name: 'data', number: 1, kind: 'bytes', rule: 'single' }],
  ReadDirRequest: [
    { name: 'ref', number: 1, kind: 'string', rule: 'single' },
    { name: 'dirPath', number: 2, kind: 'string', rule: 'single' },
    { name: 'includePattern', number: 3, kind: 'string', rule: 'single' },
  ],
  ReadDirResponse: [
    { name: 'entries', number: 1, kind: 'message', type: 'Stat', rule: 'repeated' },
  ],
  Stat: [
    { name: 'path', number: 1, kind: 'string', rule: 'single' },
    { name: 'mode', number: 2, kind: 'uint32', rule: 'single' },
    { name: 'uid', number: 3, kind: 'uint32', rule: 'single' },
    { name: 'gid', number: 4, kind: 'uint32', rule: 'single' },
    { name: 'size', number: 5, kind: 'int64', rule: 'single' },
    { name: 'modTime', number: 6, kind: 'int64', rule: 'single' },
    { name: 'linkname', number: 7, kind: 'string', rule: 'single' },
    { name: 'devmajor', number: 8, kind: 'int64', rule: 'single' },
    { name: 'devminor', number: 9, kind: 'int64', rule: 'single' },
    { name: 'xattrs', number: 10, kind: 'bytes', rule: 'map' },
  ],
  StatFileRequest: [
    { name: 'ref', number: 1, kind: 'string', rule: 'single' },
    { name: 'path', number: 2, kind: 'string', rule: 'single' },
  ],
  StatFileResponse: [{ name: 'stat', number: 1, kind: 'message', type: 'Stat', rule: 'single' }],
  EvaluateRequest: [{ name: 'ref', number: 1, kind: 'string', rule: 'single' }],
  EvaluateResponse: [],
  InputsRequest: [],
  InputsResponse: [{ name: 'definitions', number: 1, kind: 'bytes', rule: 'map' }],
  WarnRequest: [
    { name: 'digest', number: 1, kind: 'string', rule: 'single' },
    { name: 'level', number: 2, kind: 'int64', rule: 'single' },
    { name: 'short', number: 3, kind: 'bytes', rule: 'single' },
    { name: 'detail', number: 4, kind: 'bytes', rule: 'repeated' },
    { name: 'url', number: 5, kind: 'string', rule: 'single' },
    { name: 'info', number: 6, kind: 'message', type: 'SourceInfo', rule: 'single' },
    { name: 'ranges', number: 7, kind: 'message', type: 'Range', rule: 'repeated' },
  ],
  WarnResponse: [],
  ReturnRequest: [
    { name: 'result', number: 1, kind: 'message', type: 'Result', rule: 'single' },
    { name: 'error', number: 2, kind: 'message', type: 'Status', rule: 'single' },
  ],
  Status: [
    { name: 'code', number: 1, kind: 'int32', rule: 'single' },
    { name: 'message', number: 2, kind: 'string', rule: 'single' },
    { name: 'details', number: 3, kind: 'message', type: 'Any', rule: 'repeated' },
  ],
  Any: [
    { name: 'typeUrl', number: 1, kind: 'string', rule: 'single' },
    { name: 'value', number: 2, kind: 'bytes', rule: 'single' },
  ],
  ReturnResponse: [],
};

/** The values of every enum; an array's positions are the numbers. */
export const enums = {
  ...llbEnums,
  PolicyAction: ['ALLOW', 'DENY', 'CONVERT'],
  MatchType: ['WILDCARD', 'EXACT', 'REGEX'],
  AttrMatch: ['EQUAL', 'NOTEQUAL', 'MATCHES'],
  AttestationKind: ['InToto', 'Bundle'],
  InTotoSubjectKind: ['Self', 'Raw'],
} as const;

export const serviceName = 'moby.buildkit.v1.frontend.LLBBridge';

/** Request and response of each call. */
export const methods = {
  Ping: { request: 'PingRequest', response: 'PongResponse' },
  ResolveImageConfig: {
    request: 'ResolveImageConfigRequest',
    response: 'ResolveImageConfigResponse',
  },
  ResolveSourceMeta: { request: 'ResolveSourceMetaRequest', response: 'ResolveSourceMetaResponse' },
  Solve: { request: 'SolveRequest', response: 'SolveResponse' },
  ReadFile: { request: 'ReadFileRequest', response: 'ReadFileResponse' },
  ReadDir: { request: 'ReadDirRequest', response: 'ReadDirResponse' },
  StatFile: { request: 'StatFileRequest', response: 'StatFileResponse' },
  Evaluate: { request: 'EvaluateRequest', response: 'EvaluateResponse' },
  Inputs: { request: 'InputsRequest', response: 'InputsResponse' },
  Warn: { request: 'WarnRequest', response: 'WarnResponse' },
  Return: { request: 'ReturnRequest', response: 'ReturnResponse' },
} as const;
