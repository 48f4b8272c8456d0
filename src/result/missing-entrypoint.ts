import type { AuditFinding } from './audit-finding.ts';
import { flowList } from '../diagnostics/flow-list.ts';
import type { Plan } from '../plan/plan.ts';

/** Names of this many scripts and services are told. */
const SHOWN = 20;

/** The part of a plan that tells what a container runs. */
export interface Started extends Pick<Plan, 'entrypoint' | 'minimal' | 'trees' | 'steps'> {
  readonly base: Pick<Plan['base'], 'family'>;
  readonly image: Pick<Plan['image'], 'env' | 'workdir'> & {
    readonly application: Pick<Plan['image']['application'], 'name'>;
  };
}

/** The part of an audit that tells what can be run. */
interface Scripts {
  readonly distributions: readonly { readonly name: string; readonly scripts: readonly string[] }[];
  readonly scripts: readonly string[];
  readonly entrypointFound: boolean;
}

/** The error where nothing of the image is the first word of what the container runs. */
export function missingEntrypoint(
  audit: Scripts,
  plan: Started,
  services: readonly string[],
): AuditFinding[] {
  const { entrypoint } = plan;
  if (audit.entrypointFound || (!entrypoint.isScript && mayBeOfFiles(plan))) return [];
  const command = JSON.stringify(entrypoint.command[0] ?? '');
  return [
    {
      code: 'missing-entrypoint',
      severity: 'error',
      message: entrypoint.isScript
        ? `no installed package has the console script ${command}`
        : `${command}, which the container is to run, is neither a console script of an installed package nor a command of the image`,
      ...(entrypoint.span && { span: entrypoint.span }),
      help: entrypoint.isScript
        ? entrypointHelp(audit, plan, services)
        : `install the package that has ${command}${someScripts(audit, plan)}`,
    },
  ];
}

function entrypointHelp(audit: Scripts, plan: Started, services: readonly string[]): string {
  const words = plan.entrypoint.command.flatMap((word) => word.trim().split(/\s+/));
  if (words.length > 1) return `write a list: \`entrypoint_name: ${flowList(words)}\``;
  if (services.length > 0) {
    const targets = services.slice(0, SHOWN).map((name) => `\`--target ${name}\``);
    return `build one of the services: ${targets.join(' or ')}; or set entrypoint_name beside them`;
  }
  if (audit.scripts.length === 0) {
    return 'no installed package has a console script: write a command, such as [python, -m, app]';
  }
  return `set entrypoint_name to one of those that exist: ${listedScripts(audit, plan)}`;
}

function someScripts(audit: Scripts, plan: Started): string {
  return audit.scripts.length === 0
    ? ''
    : `, or begin entrypoint_name with one of those that exist: ${listedScripts(audit, plan)}`;
}

/** The application's own first. */
function listedScripts(audit: Scripts, plan: Started): string {
  const { name } = plan.image.application;
  const own = audit.distributions.find((each) => each.name === name)?.scripts ?? [];
  const scripts = [...new Set([...own, ...audit.scripts])];
  const more = scripts.length - SHOWN;
  return scripts.slice(0, SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** Whether a command may be one of the files that lie above the packages, of which the audit sees none. */
function mayBeOfFiles({ entrypoint, trees, steps, image }: Started): boolean {
  const [command = ''] = entrypoint.command;
  if (trees.length === 0 && steps.length === 0) return false;
  if (command.includes('/')) return true;
  const path = image.env.find(({ name }) => name === 'PATH')?.value ?? '';
  const places = [
    image.workdir,
    ...trees.flatMap(({ parts }) => parts.map(({ to }) => to)),
    ...steps.flatMap(({ output = [] }) => output),
  ];
  return path.split(':').some((directory) => {
    const isVenv = directory.endsWith('/app.venv/bin');
    return !isVenv && places.some((place) => `${directory}/`.startsWith(`${place}/`));
  });
}
