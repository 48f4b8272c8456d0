import type { Help } from '../diagnostics/help.ts';
import { gitUrl } from '../llb/git-url.ts';
import { everyPackage } from '../plan/every-package.ts';
import type { GitOrigin, Plan, PlannedPackage } from '../plan/plan.ts';
import type { Explanation } from './explained-failure.ts';
import type { Failure } from './failure.ts';
import { unreachableBy, unreachableReason, unreachableRemedy } from './unreachable.ts';

/** In the message of a daemon that was given no agent, which names no repository. */
const NO_AGENT = /ssh forward key|SSH key "[^"]*" forwarded/;

/** A git repository could not be fetched; the daemon alone can, with the token or the agent of the client. */
export function repositoryFailure(
  failure: Failure,
  packages: Plan['packages'],
): Explanation | undefined {
  const found = everyPackage(packages).find(({ origin }) => isOf(failure, origin));
  if (found?.origin.from !== 'git') return undefined;
  const { url, commit } = found.origin;
  const words = /(?:fatal|ERROR|remote): [^\n]*/.exec(failure.message)?.[0];
  const how = unreachableBy(failure.message);
  const reason =
    how === undefined ? words : `${unreachableReason(how)}; ${words ?? failure.message}`;
  return {
    diagnostic: {
      code: how === undefined ? 'repository-failed' : 'network-unreachable',
      severity: 'error',
      message: `the commit ${commit.slice(0, 12)} of ${found.name} could not be fetched from ${url}${reason === undefined ? '' : ` (${reason})`}`,
      ...(found.span && { span: found.span }),
      help: help(failure, found.origin),
    },
  };
}

function isOf({ source, message }: Failure, origin: PlannedPackage['origin']): boolean {
  if (origin.from !== 'git') return false;
  if (source !== undefined)
    return source.url === origin.url || sameRepository(source.url, origin.url);
  return message.includes(origin.url) || (isSsh(origin.url) && NO_AGENT.test(message));
}

/** BuildKit writes the short form of an ssh url in the long one. */
function sameRepository(told: string, planned: string): boolean {
  const [a, b] = [gitUrl(told), gitUrl(planned)];
  return a?.host === b?.host && a?.path === b?.path && a !== undefined;
}

function help({ message }: Failure, { url, commit }: GitOrigin): Help {
  const how = unreachableBy(message);
  // The daemon fetches repositories, with its own authorities.
  if (how === 'trust') return 'Give the builder’s daemon the certificate authority of that server.';
  if (how !== undefined) return unreachableRemedy(how, 'that server');
  if (isSsh(url)) {
    return 'Make sure that the builder can reach that server, and give it a key with --ssh default.';
  }
  if (/could not read Username|Authentication failed|terminal prompts disabled/.test(message)) {
    return 'Give a token that may read it: --secret id=GIT_AUTH_TOKEN,env=….';
  }
  if (message.includes('not found')) {
    return 'Correct the url of the repository; if it is private, give the secret GIT_AUTH_TOKEN.';
  }
  if (/cat-file|not our ref|couldn't find remote ref|object info/.test(message)) {
    return `Create the lock again: the repository no longer has commit ${commit.slice(0, 12)}.`;
  }
  return 'Make sure that the builder can reach that server and that the commit exists, and give the secret GIT_AUTH_TOKEN if it needs one.';
}

function isSsh(url: string): boolean {
  return gitUrl(url)?.scheme === 'ssh';
}
