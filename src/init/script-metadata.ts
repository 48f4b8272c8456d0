import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { valueAt } from '../toml/table-reader.ts';
import { parseToml } from '../toml/parse-toml.ts';

const BLOCK = /^# \/\/\/ script[ \t]*\r?\n((?:#(?: [^\r\n]*)?\r?\n)+?)# \/\/\/[ \t]*$/m;

/** The requirements in the metadata of a script (PEP 723). */
export function scriptRequirements(text: string): readonly string[] {
  const block = BLOCK.exec(text)?.[1];
  if (block === undefined) return [];
  try {
    const table = parseToml(new SourceText('script', block.replaceAll(/^# ?/gm, '')));
    const value = valueAt(table, ['dependencies']);
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  } catch (error) {
    if (error instanceof DiagnosticError) return [];
    throw error;
  }
}
