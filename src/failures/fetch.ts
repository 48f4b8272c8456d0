import { contextFailure } from './missing-path.ts';
import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import { failureKind } from '../gateway/failure-kind.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import { everyPackage } from '../plan/every-package.ts';
import type { Plan } from '../plan/plan.ts';
import { repositoryFailure } from './git-repository.ts';
import type { Spec } from '../spec/spec.ts';
import { userFailure } from './base-image-user.ts';

/** The part of a plan that names files elsewhere. */
type Fetching = Pick<Plan, 'packages' | 'system'>;

/**
 * Says which file of a plan could not be fetched, or is not in the context, or that the base image has another user of
 * the same name, and what mends it; undefined where the failure is of another kind. The planned file is the one whose
 * url or checksum the daemon's message names.
 */
export function fetchFailure(
  error: unknown,
  plan: Fetching,
  spec: Spec,
): DiagnosticError | undefined {
  if (!(error instanceof GatewayError)) return undefined;
  const missing = contextFailure(error, plan.packages, spec);
  if (missing !== undefined) return missing;
  const user = userFailure(error, spec);
  if (user !== undefined) return user;
  const repository = repositoryFailure(error, plan.packages);
  if (repository !== undefined) return repository;
  const fetched = fetchedFile(error.status.message ?? '', plan, spec);
  return fetched && new DiagnosticError([diagnosticOf(fetched, error)], { cause: error });
}

/** The sha256 of nothing. */
const EMPTY = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

interface FetchedFile {
  readonly url: string;
  readonly title: string;
  /** What pins it; absent where nothing does. */
  readonly lock?: string;
  /** Where the lock or the user names it. */
  readonly span?: Span;
}

function fetchedFile(message: string, plan: Fetching, spec: Spec): FetchedFile | undefined {
  const packages = everyPackage(plan.packages).flatMap(({ name, version, origin, span }) =>
    origin.from === 'url' ? [{ ...origin, title: `${name} ${version ?? ''}`.trim(), span }] : [],
  );
  const system = Object.values(plan.system)
    .flatMap(({ files }) => files)
    .map(({ name, version, ...file }) => ({ ...file, title: `${name} ${version}` }));
  const found = [...packages, ...system].find(
    ({ url, sha256 }) => message.includes(url) || message.includes(sha256),
  );
  if (found === undefined) return undefined;
  const { url, title, span } = found;
  // What no lock pins has its place where the user asked for it.
  const isLocked =
    span !== undefined && !/(^|\/)pyproject\.toml$/.test(span.file) && span.file !== spec.file;
  return { url, title, ...(span && { span }), ...(isLocked && { lock: span.file }) };
}

function diagnosticOf(
  { url, title, lock, span }: FetchedFile,
  { status }: GatewayError,
): Diagnostic {
  const common = { severity: 'error', ...(span && { span }) } as const;
  const message = status.message ?? '';
  const isOther = /digest mismatch|checksum/i.test(message);
  const kind = failureKind(status);
  // Some builders take what a server says of a file that is gone for the file itself.
  const isGone = kind === 'missing' || message.includes(EMPTY);
  if (lock === undefined && (isGone || isOther)) {
    return {
      code: 'file-gone',
      ...common,
      message: `the file of ${title} is ${isGone ? 'gone from' : 'gone, or another one, at'} ${url}`,
      help: `${lockAgain(lock)}, or map the url to a mirror that has the file with index.mirrors`,
    };
  }
  if (isGone) {
    return {
      code: 'locked-file-gone',
      ...common,
      message: `the file of ${title} is gone from ${url}`,
      help: `${lockAgain(lock)}, or map the url to a mirror that has the file with index.mirrors`,
    };
  }
  if (isOther) {
    return {
      code: 'checksum-mismatch',
      ...common,
      message: `what is at ${url} is not the file of ${title} that was locked: its checksum differs, or it is a page that says that the file is gone`,
      help: `${lockAgain(lock)} if the file is gone or was replaced on purpose; else its server is not to be trusted`,
    };
  }
  return {
    code: kind === 'denied' ? 'fetch-denied' : 'fetch-failed',
    ...common,
    message: `the file of ${title} could not be fetched from ${url}`,
    help: 'see that the builder reaches that server, and give the secret netrc or ca-certificates if it asks for them',
  };
}

function lockAgain(lock: string | undefined): string {
  if (lock === undefined) return 'build again with --no-cache';
  const isOwn = /(^|\/)(grocker\.lock|pylock\.([^./]+\.)?toml)$/.test(lock);
  return isOwn ? 'run `grocker lock` to make the lock again' : `make ${lock} again`;
}
