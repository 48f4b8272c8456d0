import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { flowList } from '../diagnostics/flow-list.ts';
import type { Plan } from '../plan/plan.ts';
import { debianLibraryPackage } from './debian-library.ts';
import { missingInterpreter, type MissingInterpreter } from './missing-interpreter.ts';

/** What steps/audit.py answers. */
export interface Audit {
  readonly distributions: readonly {
    /** Normalised (PEP 503). */
    readonly name: string;
    readonly version: string;
    readonly scripts: readonly string[];
    readonly modules: readonly string[];
  }[];
  readonly missingLibraries: readonly {
    readonly library: string;
    readonly neededBy: readonly string[];
  }[];
  readonly missingInterpreters: readonly MissingInterpreter[];
  readonly conflicts: readonly string[];
  readonly scripts: readonly string[];
  readonly entrypointFound: boolean;
}

/** The top-level modules of a distribution, private ones left out. */
export function applicationModules(audit: Audit, name: string): readonly string[] {
  const found = audit.distributions.find((each) => each.name === name);
  return (found?.modules ?? []).filter((module) => !module.startsWith('_'));
}

const SHOWN = 20;

/** The part of a plan that tells what a container runs. */
interface Started extends Pick<Plan, 'entrypoint' | 'minimal'> {
  readonly base: Pick<Plan['base'], 'family'>;
  readonly image: { readonly application: Pick<Plan['image']['application'], 'name'> };
}

/** What grocker.yml says of findings. */
interface AuditSettings {
  /** Libraries that may be missing. */
  readonly allowMissing: readonly string[];
  /** What can be built in place of an image without an entry point of its own. */
  readonly services: readonly string[];
}

/** What an audit has to say to a person; libraries that the file allows to be missing are left out. */
export function auditDiagnostics(
  audit: Audit,
  plan: Started,
  { allowMissing, services }: AuditSettings,
): Diagnostic[] {
  const { entrypoint } = plan;
  const [command = ''] = entrypoint.command;
  const diagnostics: Diagnostic[] = [];
  if (entrypoint.isScript && !audit.entrypointFound) {
    diagnostics.push({
      code: 'missing-entrypoint',
      severity: 'error',
      message: `no installed package has the console script ${JSON.stringify(command)}`,
      ...(entrypoint.span && { span: entrypoint.span }),
      help: entrypointHelp(audit, plan, services),
    });
  }
  const missing = audit.missingLibraries.filter(({ library }) => !allowMissing.includes(library));
  return [
    ...diagnostics,
    ...audit.missingInterpreters.map((each) =>
      missingInterpreter(each, plan.minimal !== undefined, (path) => path.endsWith(`/${command}`)),
    ),
    ...missing.slice(0, SHOWN).map((each) => missingLibrary(each, plan.base.family)),
    ...more(
      'missing-library',
      'libraries are not in the image',
      missing.slice(SHOWN).map(({ library }) => library),
    ),
    ...audit.conflicts.slice(0, SHOWN).map(conflictingFile),
    ...more('conflicting-file', 'files are of several packages', audit.conflicts.slice(SHOWN)),
  ];
}

function missingLibrary(
  { library, neededBy }: Audit['missingLibraries'][number],
  family: Started['base']['family'],
): Diagnostic {
  const [first = '', ...others] = neededBy;
  const needs = others.length === 0 ? 'needs' : `and ${others.length} more need`;
  const likely = family === 'debian' ? debianLibraryPackage(library) : undefined;
  const named = likely === undefined ? '' : ` (most likely ${likely} or ${likely}t64)`;
  return {
    code: 'missing-library',
    severity: 'warning',
    message: `${library} is not in the image; ${first} ${needs} it`,
    help: `add the system package that has it${named} to dependencies.run, or allow it in check.allow_missing`,
  };
}

function conflictingFile(path: string): Diagnostic {
  return {
    code: 'conflicting-file',
    severity: 'warning',
    message: `several packages have the file ${path}; the image has one of them`,
    help: 'remove one of the packages',
  };
}

/** One line for all that are too many for a line each. */
function more(code: Diagnostic['code'], what: string, list: readonly string[]): Diagnostic[] {
  if (list.length === 0) return [];
  return [
    { code, severity: 'warning', message: `${list.length} more ${what}: ${list.join(', ')}` },
  ];
}

function entrypointHelp(audit: Audit, plan: Started, services: readonly string[]): string {
  const words = plan.entrypoint.command.flatMap((word) => word.trim().split(/\s+/));
  if (words.length > 1) return `write a list: \`entrypoint_name: ${flowList(words)}\``;
  if (services.length > 0) {
    const targets = services.slice(0, SHOWN).map((name) => `\`--target ${name}\``);
    return `build one of the services: ${targets.join(' or ')}; or set entrypoint_name beside them`;
  }
  if (audit.scripts.length === 0) {
    return 'no installed package has a console script: write a command, such as [python, -m, app]';
  }
  const { name } = plan.image.application;
  const own = audit.distributions.find((each) => each.name === name)?.scripts ?? [];
  const scripts = [...new Set([...own, ...audit.scripts])];
  const more = scripts.length - SHOWN;
  const list = scripts.slice(0, SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
  return `set entrypoint_name to one of those that exist: ${list}`;
}
