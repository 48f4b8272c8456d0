import type { Bridge } from './bridge.ts';
import type { Capabilities } from './capabilities.ts';
import type { Platform, Policy } from './wire/messages.ts';

export interface SourceRequest {
  /** `docker-image://docker.io/library/debian:trixie-slim`, `oci-layout://…`, `git://…`, `https://…` */
  readonly identifier: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly platform?: Platform;
  /** Shown as the progress of the call. */
  readonly logName: string;
  /** default, pull or local: whether an image of the daemon's store will do. */
  readonly resolveMode?: string;
  /** Store of an OCI layout of the client. */
  readonly store?: { readonly sessionId: string; readonly storeId: string };
  readonly sourcePolicies?: readonly Policy[];
}

export interface ResolvedSource {
  /** After source policies; not necessarily the requested one. */
  readonly identifier: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** `config` is an OCI image configuration, JSON. */
  readonly image?: { readonly digest: string; readonly config: Uint8Array };
  readonly git?: {
    readonly commit: string;
    readonly ref: string;
    readonly commitObject?: Uint8Array;
  };
  /** `lastModified` in seconds since the epoch. */
  readonly http?: {
    readonly checksum: string;
    readonly filename: string;
    readonly lastModified?: number;
  };
}

const images = ['docker-image://', 'oci-layout://'];

/** ResolveSourceMeta, or the older ResolveImageConfig where the daemon has only that (then git and http stay as they are). */
export async function resolveSource(
  bridge: Bridge,
  capabilities: Capabilities,
  request: SourceRequest,
): Promise<ResolvedSource> {
  return capabilities.supports('source.metaresolver')
    ? resolveMeta(bridge, request)
    : resolveImageConfig(bridge, request);
}

async function resolveMeta(bridge: Bridge, request: SourceRequest): Promise<ResolvedSource> {
  const store = request.store && {
    'oci.session': request.store.sessionId,
    'oci.store': request.store.storeId,
  };
  const { source, image, git, http } = await bridge.call('ResolveSourceMeta', {
    source: { identifier: request.identifier, attrs: { ...request.attributes, ...store } },
    platform: request.platform,
    logName: request.logName,
    resolveMode: request.resolveMode,
    ...(request.identifier.startsWith('git://') ? { git: { returnObject: true } } : {}),
    ...(images.some((scheme) => request.identifier.startsWith(scheme)) ? { image: {} } : {}),
    sourcePolicies: request.sourcePolicies,
  });
  return {
    identifier: source?.identifier ?? request.identifier,
    attributes: source?.attrs ?? {},
    ...(image && {
      image: { digest: image.digest ?? '', config: image.config ?? new Uint8Array() },
    }),
    ...(git && {
      git: {
        commit: git.commitChecksum ?? git.checksum ?? '',
        ref: git.ref ?? '',
        ...(git.commitObject && { commitObject: git.commitObject }),
      },
    }),
    ...(http && {
      http: {
        checksum: http.checksum ?? '',
        filename: http.filename ?? '',
        ...(http.lastModified && { lastModified: Number(http.lastModified.seconds ?? 0) }),
      },
    }),
  };
}

async function resolveImageConfig(bridge: Bridge, request: SourceRequest): Promise<ResolvedSource> {
  const scheme = images.find((each) => request.identifier.startsWith(each));
  const attributes = request.attributes ?? {};
  if (scheme === undefined) return { identifier: request.identifier, attributes };
  const ref = request.identifier.slice(scheme.length);
  const response = await bridge.call('ResolveImageConfig', {
    ref,
    platform: request.platform,
    logName: request.logName,
    resolveMode: request.resolveMode,
    resolverType: request.store ? 1 : 0,
    sessionId: request.store?.sessionId,
    storeId: request.store?.storeId,
    sourcePolicies: request.sourcePolicies,
  });
  return {
    identifier: scheme + (response.ref ?? ref),
    attributes,
    image: { digest: response.digest ?? '', config: response.config ?? new Uint8Array() },
  };
}
