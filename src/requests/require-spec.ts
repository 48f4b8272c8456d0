import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { ParsedSpec } from '../spec/parse-spec.ts';
import type { Spec } from '../spec/spec.ts';

/** @throws {DiagnosticError} with every mistake of the definition. */
export function requireSpec({ spec, diagnostics }: ParsedSpec): Spec {
  if (spec === undefined) throw new DiagnosticError(diagnostics);
  return spec;
}
