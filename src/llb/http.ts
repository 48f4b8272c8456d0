import { Capability } from './capability.ts';
import type { Output } from './output.ts';
import { source } from './source.ts';
import type { VertexOptions } from './vertex-options.ts';

export interface HttpOptions extends VertexOptions {
  /** "sha256:…"; a file with a checksum that the daemon has is not asked for again. */
  readonly checksum?: string;
  /** The file's name in the filesystem, instead of the one that server or url say. */
  readonly filename?: string;
  readonly permissions?: number;
  readonly uid?: number;
  readonly gid?: number;
  /** The secret that is sent as header Authorization. */
  readonly authHeaderSecret?: string;
  readonly accept?: string;
  readonly userAgent?: string;
}

/** One file of a web server, alone in its filesystem. */
export function http(url: string, options: HttpOptions = {}): Output {
  const { checksum, filename, permissions, uid, gid, authHeaderSecret } = options;
  const { accept, userAgent } = options;
  const attrs: Record<string, string> = {};
  const capabilities: string[] = [Capability.sourceHttp];
  const set = (key: string, value: string | undefined, capability?: string) => {
    if (value === undefined || value === '') return;
    attrs[key] = value;
    if (capability !== undefined) capabilities.push(capability);
  };
  const positive = (value = 0, radix = 10) => (value === 0 ? undefined : value.toString(radix));
  const bits = positive((permissions ?? 0) & 0o777, 8);
  set('http.checksum', checksum, Capability.sourceHttpChecksum);
  set('http.filename', filename);
  set('http.perm', bits && `0${bits}`, Capability.sourceHttpPerm);
  set('http.uid', positive(uid), Capability.sourceHttpUidGid);
  set('http.gid', positive(gid), Capability.sourceHttpUidGid);
  set('http.authheadersecret', authHeaderSecret, Capability.sourceHttpAuth);
  set('http.header.accept', accept, Capability.sourceHttpHeader);
  set('http.header.user-agent', userAgent, Capability.sourceHttpHeader);
  return source({ identifier: url, attrs, capabilities, platformSpecific: false, options });
}
