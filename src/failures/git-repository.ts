import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { GatewayError } from '../gateway/gateway-error.ts';
import { gitUrl } from '../llb/git-url.ts';
import { everyPackage } from '../plan/every-package.ts';
import type { Plan } from '../plan/plan.ts';

/** What stands in the message of the daemon where no agent was given to it. */
const NO_AGENT = /ssh forward key|SSH key "[^"]*" forwarded/;

/** Says which git repository could not be fetched; the daemon alone can, with the token or the agent of the client. */
export function repositoryFailure(
  error: GatewayError,
  packages: Plan['packages'],
): DiagnosticError | undefined {
  const message = error.status.message ?? '';
  const found = everyPackage(packages).find(
    ({ origin }) =>
      origin.from === 'git' &&
      (message.includes(origin.url) || (isSsh(origin.url) && NO_AGENT.test(message))),
  );
  if (found?.origin.from !== 'git') return undefined;
  const { url, commit } = found.origin;
  const words = /(?:fatal|ERROR|remote): [^\n]*/.exec(message)?.[0];
  const diagnostic: Diagnostic = {
    code: 'repository-failed',
    severity: 'error',
    message: `the commit ${commit.slice(0, 12)} of ${found.name} could not be fetched from ${url}${words === undefined ? '' : ` (${words})`}`,
    ...(found.span && { span: found.span }),
    help: isSsh(url)
      ? 'see that the builder reaches that server, and give it a key with --ssh default'
      : 'see that the builder reaches that server and that the commit is there, and give the secret GIT_AUTH_TOKEN if it asks for one',
  };
  return new DiagnosticError([diagnostic], { cause: error });
}

function isSsh(url: string): boolean {
  return gitUrl(url)?.scheme === 'ssh';
}
