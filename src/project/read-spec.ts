import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { FactSource } from '../facts/fact-source.ts';
import { parseSpec, type ParseOptions } from '../spec/parse-spec.ts';
import type { Spec } from '../spec/spec.ts';

/**
 * The content of grocker.yml.
 *
 * @throws DiagnosticError with every mistake of the file.
 */
export async function readSpec(
  facts: Pick<FactSource, 'definition'>,
  options: ParseOptions,
): Promise<Spec> {
  const { spec, diagnostics } = parseSpec(await facts.definition(), options);
  if (spec === undefined) throw new DiagnosticError(diagnostics);
  return spec;
}
