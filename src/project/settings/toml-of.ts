import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { SourceText } from '../../diagnostics/source-text.ts';
import { parseToml } from '../../toml/parse-toml.ts';

/** A TOML file as parsed; undefined if it is not valid, which is reported by those that need the file. */
export function tomlOf(source: SourceText): unknown {
  try {
    return parseToml(source);
  } catch (error) {
    if (error instanceof DiagnosticError) return undefined;
    throw error;
  }
}
