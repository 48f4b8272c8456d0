import type { Help } from '../diagnostics/help.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';

/** How a server cannot be reached. */
export type Unreachable = 'address' | 'trust' | 'busy' | 'inconsistent' | 'connection';

/** Messages of Go, git (curl), uv (reqwest, rustls), apt, apk and Python for a name that does not resolve. */
const ADDRESS =
  /no such host|server misbehaving|could not resolve|temporary failure (?:resolving|in name resolution)|temporary failure|name or service not known|name does not (?:exist|resolve)|nodename nor servname|dns error|failed to lookup address|bad address|DNS lookup error/i;

/** For a certificate that is not trusted. */
const TRUST =
  /x509:|certificate (?:verif|signed|is not trusted|signer|required|unknown)|certificate_verify_failed|invalid peer certificate|UnknownIssuer|SSL certificate|self[- ]signed certificate|unable to get local issuer|tls: failed to verify|server certificate|TLS: .*certificate/i;

/** For a server that refuses for now (RFC 9110, RFC 6585). */
const BUSY =
  /(?:status|error|code|http)[^\n]{0,40}\b(?:429|500|502|503|504)\b|\b(?:429 +Too|500 +Internal|502 +Bad|503 +Service|504 +Gateway)\b|too ?many ?requests|service unavailable|bad gateway|gateway time-?out/i;

/** For a mirror whose files do not fit together, which is so while it is updated. */
const INCONSISTENT = /unexpected size|hash sum mismatch|mirror sync in progress/i;

/** For a server that does not answer. */
const CONNECTION =
  /connection (?:refused|reset|timed out)|could not connect|failed to connect|unable to connect|i\/o timeout|network is unreachable|no route to host|TLS handshake timeout|unexpected EOF|error sending request|client error \(connect\)|temporary error|network error|operation timed out|proxyconnect|Client\.Timeout exceeded|context deadline exceeded/im;

/** Why the server in this message cannot be reached; undefined for other messages. */
export function unreachableBy(words: string): Unreachable | undefined {
  if (ADDRESS.test(words)) return 'address';
  if (TRUST.test(words)) return 'trust';
  if (BUSY.test(words)) return 'busy';
  if (INCONSISTENT.test(words)) return 'inconsistent';
  return CONNECTION.test(words) ? 'connection' : undefined;
}

const REASON: Readonly<Record<Unreachable, string>> = {
  address: 'its name does not resolve',
  trust: 'the authority of its certificate is not trusted',
  busy: 'it is busy or out of order',
  inconsistent: 'its files do not fit together',
  connection: 'it does not answer as it should',
};

const REMEDY: Readonly<Record<Unreachable, (server: string) => Help>> = {
  address: (server) =>
    `Check the name, and that the builder can resolve it: ${server} may be behind a proxy (--build-arg HTTPS_PROXY=…) or need --add-host.`,
  trust: () =>
    'Give the authority as a secret: --secret id=ca-certificates,src=FILE, a bundle of all trusted authorities.',
  busy: (server) => `Build again later; if ${server} stays so, use another one.`,
  inconsistent: (server) =>
    `Build again later: ${server} may be in the middle of an update; if it stays so, use another one.`,
  connection: (server) =>
    `Make sure that the builder can reach ${server}, perhaps through a proxy (--build-arg HTTPS_PROXY=…).`,
};

/** In a few words, why a server cannot be reached. */
export function unreachableReason(how: Unreachable): string {
  return REASON[how];
}

export function unreachableRemedy(how: Unreachable, server: string): Help {
  return REMEDY[how](server);
}

/** The one wording for a server that cannot be reached. */
export function unreachable(
  how: Unreachable,
  {
    doing,
    server,
    words,
    span,
  }: {
    /** The failed action: `apt cannot look up …`. */
    readonly doing: string;
    /** The server: `the Debian mirror`. */
    readonly server: string;
    readonly words: string;
    readonly span?: Span | undefined;
  },
): Diagnostic {
  return {
    code: 'network-unreachable',
    severity: 'error',
    message: `${doing}, because ${server} cannot be reached: ${REASON[how]} (${words})`,
    ...(span && { span }),
    help: REMEDY[how](server),
  };
}
