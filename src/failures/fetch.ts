import { continued, type Help } from '../diagnostics/help.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CodeOf } from '../diagnostics/diagnostic-code.ts';
import type { Span } from '../diagnostics/span.ts';
import { exitStatuses } from '../graph/agreed.ts';
import { everyPackage } from '../plan/every-package.ts';
import { NETRC_OVER_HTTP } from './netrc-over-http.ts';
import { checksumMismatch } from './checksum-mismatch.ts';
import type { Explanation } from './explained-failure.ts';
import type { FailedWork } from './failed-work.ts';
import { isScript, request, type Failure } from './failure.ts';
import {
  unreachableBy,
  unreachableReason,
  unreachableRemedy,
  type Unreachable,
} from './unreachable.ts';

const REACHED: Readonly<Record<number, Unreachable>> = {
  [exitStatuses.NO_ADDRESS]: 'address',
  [exitStatuses.NO_TRUST]: 'trust',
  [exitStatuses.NO_ANSWER]: 'connection',
  [exitStatuses.BUSY]: 'busy',
};

/** The sha256 of nothing. */
const EMPTY = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** A file of an index, or a system package, could not be fetched or is not the one that is pinned. */
export function fetchFailure(
  failure: Failure,
  work: Pick<FailedWork, 'packages' | 'system' | 'spec'>,
): Explanation | undefined {
  const file = fetchedFile(failure, work);
  if (file === undefined) return undefined;
  const found = outcome(failure);
  const explanation = explained(file, found);
  if (file.isSystem !== true || found === 'gone') return explanation;
  // The daemon tries once, and without the client's authorities and proxy; a step has done all it can.
  if (failure.kind !== 'process') return { ...explanation, causes: ['mirror'] };
  const { causes = [] } = explanation;
  return { ...explanation, causes: causes.filter((cause) => cause === 'gone') };
}

interface FetchedFile {
  readonly url: string;
  readonly title: string;
  /** Its pin; absent if it has none. */
  readonly lock?: string;
  readonly isSystem?: boolean;
  /** Where the lock or the user names it. */
  readonly span?: Span;
}

/** The planned file of the failed operation; by the daemon's words if it does not name the operation. */
function fetchedFile(
  failure: Failure,
  { packages, system, spec }: Pick<FailedWork, 'packages' | 'system' | 'spec'>,
): FetchedFile | undefined {
  const files = [
    ...everyPackage(packages).flatMap(({ name, version, origin, span }) =>
      origin.from === 'url' ? [{ ...origin, title: `${name} ${version ?? ''}`.trim(), span }] : [],
    ),
    ...Object.values(system).flatMap((stage) =>
      stage.files.map(({ name, version, span = stage.span, ...file }) => ({
        ...{ ...file, title: `${name} ${version}`, span, isSystem: true },
      })),
    ),
    ...spec.downloads.map(({ url, sha256 = '', file, span }) => ({
      ...{ url, sha256, title: file, span, isPinned: true },
    })),
  ];
  const found = files.find(isMeant(failure));
  if (found === undefined) return undefined;
  const { url, title, span } = found;
  const isSystem = 'isSystem' in found;
  if ('isPinned' in found) return { url, title, lock: spec.file, ...(span && { span }) };
  // Files that no lock pins have the place of the requirement.
  const isLocked =
    span !== undefined && !/(^|\/)pyproject\.toml$/.test(span.file) && span.file !== spec.file;
  return { url, title, isSystem, ...(span && { span }), ...(isLocked && { lock: span.file }) };
}

interface Pinned {
  readonly url: string;
  readonly sha256: string;
}

function isMeant(failure: Failure): (file: Pinned) => boolean {
  if (isScript(failure, 'fetch-package.sh')) {
    return (file) => failure.args.at(-1) === file.sha256;
  }
  if (isScript(failure, 'fetch.py')) {
    const { sha256 } = request(failure);
    return (file) => file.sha256 === sha256;
  }
  const { source, message } = failure;
  if (source !== undefined) return (file) => source.checksum === `sha256:${file.sha256}`;
  // The failure of a step says nothing about files, even if its command names some.
  if (failure.kind === 'process') return () => false;
  return (file) => message.includes(file.url) || message.includes(file.sha256);
}

type Outcome = 'gone' | 'empty' | 'denied' | 'other' | 'page' | Unreachable | 'failed';

/** The outcome. A daemon may hash an error page: `page`, or `empty` if it has no bytes. */
function outcome({ kind, exitCode = 0, message }: Failure): Outcome {
  if (kind === 'process') {
    if (exitCode === exitStatuses.OTHER_FILE) return 'other';
    if (exitCode === exitStatuses.GONE) return 'gone';
    if (exitCode === exitStatuses.DENIED) return 'denied';
    return REACHED[exitCode] ?? 'failed';
  }
  if (message.includes(EMPTY)) return 'empty';
  if (/digest mismatch|checksum/i.test(message)) return 'page';
  const how = unreachableBy(message);
  if (how !== undefined) return how;
  if (kind === 'missing') return 'gone';
  return kind === 'denied' ? 'denied' : 'failed';
}

function explained({ url, title, lock, span }: FetchedFile, found: Outcome): Explanation {
  const again = continued(
    lockAgain(lock),
    ', or map the url to a mirror that has the file with index.mirrors',
  );
  const error = (code: CodeOf<'error'>, message: string, help: Help): Diagnostic => {
    return { code, severity: 'error', message, ...(span && { span }), help };
  };
  switch (found) {
    case 'empty':
    case 'gone': {
      const code = lock === undefined ? 'file-gone' : 'locked-file-gone';
      const diagnostic = error(code, `the file of ${title} is gone from ${url}`, again);
      const gone = lock === undefined ? (['gone'] as const) : [];
      // A server may say in a page of no bytes that it wants a password: a step finds out.
      return { diagnostic, causes: found === 'empty' ? [...gone, 'denied'] : gone };
    }
    case 'page':
    case 'other':
      return mismatch({ url, title, span, lock, again }, found);
    case 'denied': {
      const message = `the file of ${title} could not be fetched from ${url}: the server requires a user and a password, or rejects the given ones`;
      const help = url.startsWith('http:')
        ? continued('Give them in one of the secrets pip.conf and uv.toml.', NETRC_OVER_HTTP)
        : 'Give them in one of the secrets netrc, pip.conf and uv.toml.';
      return { diagnostic: error('fetch-denied', message, help), causes: ['denied'] };
    }
    case 'address':
    case 'trust':
    case 'busy':
    case 'inconsistent':
    case 'connection':
    case 'failed': {
      const reason = found === 'failed' ? '' : `: ${unreachableReason(found)}`;
      const message = `the file of ${title} could not be fetched from ${url}${reason}`;
      const help: Help =
        found === 'failed'
          ? 'Check what its server answers, and give the secret netrc or ca-certificates if it needs one.'
          : unreachableRemedy(found, 'that server');
      return { diagnostic: error('fetch-failed', message, help), causes: ['unreachable'] };
    }
  }
}

interface Mismatch {
  readonly url: string;
  readonly title: string;
  readonly span: Span | undefined;
  readonly lock: string | undefined;
  readonly again: Help;
}

function mismatch(
  { url, title, span, lock, again }: Mismatch,
  found: 'page' | 'other',
): Explanation {
  // A step can tell an error page from a file: it is tried if that is not clear yet.
  const open = found === 'page' ? (['denied'] as const) : [];
  if (lock === undefined) {
    const diagnostic: Diagnostic = {
      code: 'file-gone',
      severity: 'error',
      message: `the file of ${title} at ${url} is gone or was replaced`,
      ...(span && { span }),
      help: again,
    };
    return { diagnostic, causes: ['gone', ...open] };
  }
  const diagnostic = checksumMismatch({
    place: `the file at ${url}`,
    name: title,
    span,
    reason:
      found === 'other'
        ? 'its checksum differs'
        : 'its checksum differs, or the server sent an error page in its place',
    help: continued(
      lockAgain(lock),
      ` if the file ${found === 'other' ? '' : 'is gone or '}was replaced on purpose; otherwise do not trust its server`,
    ),
  });
  return { diagnostic, causes: open };
}

function lockAgain(lock: string | undefined): Help {
  if (lock === undefined) return 'Build again with --no-cache.';
  const isOwn = /(^|\/)(grocker\.lock|pylock\.([^./]+\.)?toml)$/.test(lock);
  if (/\.ya?ml$/.test(lock)) return `Write the new url or hash into ${lock}.`;
  return isOwn ? 'Run `grocker lock` to update the lock.' : `Make ${lock} again.`;
}
