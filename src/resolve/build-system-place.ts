import { SourceText } from '../diagnostics/source-text.ts';
import type { Span } from '../diagnostics/span.ts';
import type { FactSource } from '../facts/fact-source.ts';
import { joinPath } from '../paths/path-pattern.ts';
import type { PlannedCompile } from '../plan/plan.ts';
import { tomlSpan } from '../toml/toml-ranges.ts';

/** Where a directory of the context names its build requirements; undefined for other sources. */
export async function buildSystemPlace(
  source: Pick<FactSource, 'files'>,
  { origin }: Pick<PlannedCompile, 'origin'>,
): Promise<Span | undefined> {
  if (origin.from !== 'context' || origin.hashes !== undefined) return undefined;
  const path = joinPath(origin.path, 'pyproject.toml');
  const text = (await source.files({ patterns: [path] }))[path];
  return text === undefined
    ? undefined
    : tomlSpan(new SourceText(path, text), ['build-system', 'requires']);
}
