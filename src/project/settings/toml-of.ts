import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { SourceText } from '../../diagnostics/source-text.ts';
import { parseToml } from '../../toml/parse-toml.ts';

/** A TOML file as parsed; undefined if it is not one, which is told where somebody must read it. */
export function tomlOf(source: SourceText): unknown {
  try {
    return parseToml(source);
  } catch (error) {
    if (error instanceof DiagnosticError) return undefined;
    throw error;
  }
}
