/** The parts of a repository's URL that a git source is named by. */
export interface GitUrl {
  readonly scheme: string;
  /** With the port, without the user. */
  readonly host: string;
  /** Percent-decoded. */
  readonly path: string;
  /** The argument of git: without query and fragment. */
  readonly remote: string;
}

const STANDARD = /^(?<scheme>https?|ssh|git):\/\/(?:[^/?#]*@)?(?<host>[^/?#]*)(?<path>[^?#]*)/i;
const SCP = /^[\w-]+@(?<host>[a-z0-9.-]+):(?<path>[^?#]*)/i;

/**
 * Reads "https://host/path", "ssh://…", "git://…", "user@host:path" and, as
 * https, a url without a scheme; undefined for any other scheme, and for a path
 * that is not percent-encoded. Follows util/gitutil of BuildKit.
 */
export function gitUrl(url: string): GitUrl | undefined {
  const scp = SCP.exec(url);
  if (scp?.groups && !url.includes('://')) {
    const { host = '', path = '' } = scp.groups;
    return { scheme: 'ssh', host, path, remote: scp[0] };
  }
  const standard = STANDARD.exec(url.includes('://') ? url : `https://${url}`);
  if (!standard?.groups) return undefined;
  const { scheme = '', host = '', path: encoded = '' } = standard.groups;
  const path = decoded(encoded);
  if (path === undefined) return undefined;
  return { scheme: scheme.toLowerCase(), host, path, remote: standard[0] };
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
