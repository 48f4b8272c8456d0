import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Plan } from '../plan/plan.ts';

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

/** What an audit has to say to a person; libraries that the file allows to be missing are left out. */
export function auditDiagnostics(
  audit: Audit,
  { entrypoint }: Pick<Plan, 'entrypoint'>,
  allowMissing: readonly string[],
): Diagnostic[] {
  const [command = ''] = entrypoint.command;
  const diagnostics: Diagnostic[] = [];
  if (entrypoint.isScript && !audit.entrypointFound) {
    const more = audit.scripts.length - SHOWN;
    const list = audit.scripts.slice(0, SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
    diagnostics.push({
      code: 'missing-entrypoint',
      severity: 'error',
      message: `no installed package has the console script ${JSON.stringify(command)}`,
      ...(entrypoint.span && { span: entrypoint.span }),
      help:
        audit.scripts.length > 0
          ? `set entrypoint_name to one of those that exist: ${list}`
          : 'no installed package has a console script: write a command, such as [python, -m, app]',
    });
  }
  for (const { library, neededBy } of audit.missingLibraries) {
    if (allowMissing.includes(library)) continue;
    diagnostics.push({
      code: 'missing-library',
      severity: 'warning',
      message: `${library} is not in the image; ${neededBy[0] ?? ''}${neededBy.length > 1 ? ` and ${neededBy.length - 1} more` : ''} needs it`,
      help: 'add the system package that has it to dependencies.run, or allow it in check.allow_missing',
    });
  }
  for (const path of audit.conflicts.slice(0, SHOWN)) {
    diagnostics.push({
      code: 'conflicting-file',
      severity: 'warning',
      message: `several packages have the file ${path}; the image has one of them`,
      help: 'remove one of the packages',
    });
  }
  return diagnostics;
}
