import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { AuditFinding } from '../result/audit-finding.ts';
import type { Audit } from '../result/audit.ts';
import { moduleMistakes } from './module-mistakes.ts';
import { parsedModules } from './parsed-modules.ts';
import type { Planned } from './planned.ts';
import { startedImports } from './started-imports.ts';
import { startedParts } from './started-parts.ts';
import type { TargetPorts } from './target.ts';

/** The findings in the application's modules. */
export interface SourceFindings {
  /** Modules that the image's Python cannot parse. */
  readonly mistakes: readonly Diagnostic[];
  /** Imported modules that the image does not have. */
  readonly missing: readonly AuditFinding[];
  /** Parts of the application that the command names and the image does not have. */
  readonly unstarted: readonly AuditFinding[];
}

/**
 * Parses the modules of the application while the audit runs.
 *
 * @param settings.bytes of source text that are parsed at most.
 * @param settings.severity of a module that cannot be parsed.
 */
export async function sourceFindings(
  ports: TargetPorts,
  planned: Planned,
  auditing: Promise<Audit>,
  { bytes, severity }: { readonly bytes: number; readonly severity: 'warning' | 'error' },
): Promise<SourceFindings> {
  const parsing = parsedModules(ports, planned, bytes);
  const [mistakes, missing, unstarted] = await Promise.all([
    moduleMistakes(ports, planned, auditing, parsing, severity),
    startedImports(ports, planned, auditing, parsing),
    startedParts(ports, planned, auditing, parsing),
  ]);
  return { mistakes, missing, unstarted };
}
