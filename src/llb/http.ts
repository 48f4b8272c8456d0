import { isFileName } from '../paths/file-name.ts';
import { isHttpUrl } from '../paths/http-url.ts';
import { Capability } from './capability.ts';
import type { Output } from './vertex.ts';
import { source } from './source.ts';
import type { VertexOptions } from './vertex-options.ts';

export interface HttpOptions extends VertexOptions {
  /** "sha256:…"; a file with a checksum that the daemon has is not requested again. */
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

/** One file of a web server, the only one in its filesystem. */
export function http(url: string, options: HttpOptions = {}): Output {
  const { checksum, filename, permissions = 0, uid = 0, gid = 0, authHeaderSecret } = options;
  const bits = permissions & 0o777;
  // The creator of the url and the name has validated them already; daemons cannot be relied on to.
  if (!isHttpUrl(url)) throw new Error(`${JSON.stringify(url)} is no url of http or https`);
  if (filename !== undefined && !isFileName(filename)) {
    throw new Error(`${JSON.stringify(filename)} is not a file name`);
  }
  return source({
    identifier: url,
    capability: Capability.sourceHttp,
    attributes: [
      ['http.checksum', checksum, Capability.sourceHttpChecksum],
      ['http.filename', filename],
      ['http.perm', bits === 0 ? undefined : `0${bits.toString(8)}`, Capability.sourceHttpPerm],
      ['http.uid', uid === 0 ? undefined : String(uid), Capability.sourceHttpUidGid],
      ['http.gid', gid === 0 ? undefined : String(gid), Capability.sourceHttpUidGid],
      ['http.authheadersecret', authHeaderSecret, Capability.sourceHttpAuth],
      ['http.header.accept', options.accept, Capability.sourceHttpHeader],
      ['http.header.user-agent', options.userAgent, Capability.sourceHttpHeader],
    ],
    options,
  });
}
