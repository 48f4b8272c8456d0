import type { AuditFinding } from './audit-finding.ts';
import type { WrittenDependencies } from './dependencies-line.ts';
import type { InstalledMistake } from './module-mistakes.ts';
import { missingResources, type ResourcesUser } from './missing-resources.ts';
import { missingLibraries } from './missing-library.ts';
import { missingEntrypoint, type Started } from './missing-entrypoint.ts';
import type { Span } from '../diagnostics/span.ts';
import { takenFiles, type TakenFile } from './taken-files.ts';
import type { PlannedProgram } from '../plan/plan.ts';
import { missingProgram } from './missing-program.ts';
import { missingInterpreter, type MissingInterpreter } from './missing-interpreter.ts';

/** The answer of steps/audit.py. */
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
    /** The package of Debian that has it. */
    readonly package?: string | undefined;
  }[];
  readonly missingInterpreters: readonly MissingInterpreter[];
  readonly missingPrograms: readonly PlannedProgram[];
  readonly conflicts: readonly string[];
  /** Files of the virtual environment itself that wheels bring, with the distributions where they are known. */
  readonly taken: readonly TakenFile[];
  readonly scripts: readonly string[];
  readonly entrypointFound: boolean;
  /** For the application's wheel: Requires-Dist (core metadata), as written. */
  readonly requires: readonly string[];
  /** Distributions that import pkg_resources, which none has. */
  readonly withoutResources: readonly ResourcesUser[];
  /**
   * The modules that the container starts: whether Python or a distribution has them, if not, the modules beside them,
   * and their files in distributions that are made of the context.
   */
  readonly started: readonly {
    readonly module: string;
    readonly isThere: boolean;
    readonly beside: readonly string[];
    readonly file?:
      | { readonly path: string; readonly names: readonly string[]; readonly open: boolean }
      | undefined;
  }[];
  /** Modules made from the context's files that Python cannot parse. */
  readonly mistakes: readonly InstalledMistake[];
}

/** The top-level modules of a distribution, private ones left out. */
export function applicationModules(audit: Audit, name: string): readonly string[] {
  const found = audit.distributions.find((each) => each.name === name);
  return (found?.modules ?? []).filter((module) => !module.startsWith('_'));
}

/** The top-level modules of every distribution, private ones left out. */
export function everyModule({ distributions }: Audit): readonly string[] {
  const modules = distributions.flatMap((each) => each.modules);
  return [...new Set(modules)].filter((module) => !module.startsWith('_')).sort();
}

const SHOWN = 20;

/** Settings of grocker.yml for findings. */
export interface AuditSettings {
  /** Libraries and programs that may be missing. */
  readonly allowMissing: readonly string[];
  /** The released packages and the system packages that it names. */
  readonly packages: readonly string[];
  /** Where installed packages are written, by their names. */
  readonly places?: ReadonlyMap<string, Span>;
  readonly dependencies: WrittenDependencies;
  /** The requirement of a package that has a command, where one is known. */
  readonly requirementOf: (command: string) => string | undefined;
  /** The targets to build in place of an image without its own entry point. */
  readonly services: readonly string[];
}

/** The findings of an audit as diagnostics; libraries that the file allows to be missing are left out. */
export function auditDiagnostics(
  audit: Audit,
  plan: Started,
  settings: AuditSettings,
): AuditFinding[] {
  const { allowMissing, dependencies } = settings;
  const [command = ''] = plan.entrypoint.command;
  const missing = audit.missingLibraries.filter(({ library }) => !allowMissing.includes(library));
  return [
    ...missingEntrypoint(audit, plan, settings),
    ...atEntrypoint(
      audit.missingInterpreters.map((each) =>
        missingInterpreter(each, plan.minimal !== undefined, dependencies, (path) =>
          path.endsWith(`/${command}`),
        ),
      ),
      plan,
    ),
    ...audit.missingPrograms
      .filter(({ program }) => !allowMissing.includes(program))
      .map((each) => missingProgram(each, dependencies)),
    ...atEntrypoint(
      missingLibraries(missing, dependencies, (path) => path.endsWith(`/bin/${command}`), SHOWN),
      plan,
    ),
    ...missingResources(audit.withoutResources, audit.distributions),
    ...takenFiles(audit.taken, settings.places),
    ...audit.conflicts.slice(0, SHOWN).map(conflictingFile),
    ...more('conflicting-file', 'files belong to several packages', audit.conflicts.slice(SHOWN)),
  ];
}

/** What a program lacks that the container starts is an error at the line that names it. */
function atEntrypoint(
  findings: readonly AuditFinding[],
  { entrypoint: { span } }: Pick<Started, 'entrypoint'>,
): AuditFinding[] {
  return findings.map((each) =>
    each.severity === 'error' && span !== undefined ? { ...each, span } : each,
  );
}

function conflictingFile(path: string): AuditFinding {
  return {
    code: 'conflicting-file',
    severity: 'warning',
    message: `several packages have the file ${path}; the image has one of them`,
    help: 'Remove one of the packages.',
  };
}

/** One line for all that are too many for a line each. */
function more(
  code: 'missing-library' | 'conflicting-file',
  what: string,
  list: readonly string[],
): AuditFinding[] {
  if (list.length === 0) return [];
  return [
    { code, severity: 'warning', message: `${list.length} more ${what}: ${list.join(', ')}` },
  ];
}
