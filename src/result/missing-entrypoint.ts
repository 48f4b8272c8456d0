import { continued, type Help } from '../diagnostics/help.ts';
import type { AuditFinding } from './audit-finding.ts';
import { settingLine } from '../diagnostics/setting-line.ts';
import type { Plan } from '../plan/plan.ts';

/** At most this many scripts and services are named. */
const SHOWN = 20;

/** The part of a plan that names the command of a container. */
export interface Started extends Pick<Plan, 'entrypoint' | 'minimal' | 'trees' | 'steps'> {
  readonly base: Pick<Plan['base'], 'family'>;
  readonly image: Pick<Plan['image'], 'env' | 'workdir'> & {
    readonly application: Pick<Plan['image']['application'], 'name'>;
  };
}

/** The part of an audit that lists the commands. */
interface Scripts {
  readonly distributions: readonly {
    readonly name: string;
    readonly scripts: readonly string[];
    readonly modules: readonly string[];
  }[];
  readonly scripts: readonly string[];
  readonly entrypointFound: boolean;
}

/** The part of grocker.yml that decides what may be added to it. */
interface Remedies {
  readonly services: readonly string[];
  readonly packages: readonly string[];
  readonly requirementOf: (command: string) => string | undefined;
}

/** The error where nothing of the image is the first word of what the container runs. */
export function missingEntrypoint(
  audit: Scripts,
  plan: Started,
  remedies: Remedies,
): AuditFinding[] {
  const { entrypoint } = plan;
  if (audit.entrypointFound || (!entrypoint.isScript && mayBeOfFiles(plan))) return [];
  const [word = ''] = entrypoint.command;
  const command = JSON.stringify(word);
  return [
    {
      code: 'missing-entrypoint',
      severity: 'error',
      message: entrypoint.isScript
        ? `no installed package has the console script ${command}`
        : `${command}, which the container is to run, is neither a console script of an installed package nor a command of the image`,
      ...(entrypoint.span && { span: entrypoint.span }),
      help: entrypoint.isScript
        ? entrypointHelp(audit, plan, remedies.services)
        : continued(packageHelp(word, remedies), someScripts(audit, plan)),
    },
  ];
}

/** The line that installs what has the command. */
function packageHelp(command: string, { packages, requirementOf }: Remedies): Help {
  const requirement = requirementOf(command);
  if (requirement === undefined) return `Install the package that has ${JSON.stringify(command)}.`;
  const line = settingLine('packages', [...packages, requirement]);
  return `Write \`${line}\` if nothing else is to require it.`;
}

function entrypointHelp(audit: Scripts, plan: Started, services: readonly string[]): Help {
  const words = plan.entrypoint.command.flatMap((word) => word.trim().split(/\s+/));
  if (words.length > 1) return `Write a list: \`${settingLine('entrypoint_name', words)}\`.`;
  if (services.length > 0) {
    const targets = services.slice(0, SHOWN).map((name) => `\`--target ${name}\``);
    return `Build one of the services: ${targets.join(' or ')}; or set entrypoint_name beside them.`;
  }
  const scripts = ownFirst(audit, plan);
  const [first, ...others] = scripts;
  if (first === undefined) {
    const line = settingLine('entrypoint_name', ['python', '-m', moduleOf(audit, plan) ?? 'app']);
    return `Write a command, such as \`${line}\`: no installed package has a console script.`;
  }
  const more = others.length === 0 ? '' : `, or another that exists: ${listed(others)}`;
  return `Write \`${settingLine('entrypoint_name', first)}\`${more}.`;
}

function someScripts(audit: Scripts, plan: Started): string {
  const scripts = ownFirst(audit, plan);
  return scripts.length === 0
    ? ''
    : `, or begin entrypoint_name with one of those that exist: ${listed(scripts)}`;
}

/** The console scripts, those of the application first. */
function ownFirst(audit: Scripts, plan: Started): readonly string[] {
  return [...new Set([...(applicationOf(audit, plan)?.scripts ?? []), ...audit.scripts])];
}

function listed(scripts: readonly string[]): string {
  const more = scripts.length - SHOWN;
  return scripts.slice(0, SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function applicationOf({ distributions }: Scripts, { image }: Started) {
  return distributions.find(({ name }) => name === image.application.name);
}

/** A module of the application that `python -m` may start. */
function moduleOf(audit: Scripts, plan: Started): string | undefined {
  return applicationOf(audit, plan)?.modules.find((name) => !name.startsWith('_'));
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
