import type { SourceText } from '../diagnostics/source-text.ts';
import type { Span } from '../diagnostics/span.ts';
import { tomlRanges } from '../diagnostics/toml-ranges.ts';

/** A requirement as it stands in a pyproject.toml. */
export interface WrittenRequirement {
  /** As written. */
  readonly name: string;
  readonly span: Span;
}

/** The lists of a pyproject.toml that hold requirements (PEP 621, PEP 735), as the paths of their items begin. */
const LISTS = [
  /^\["project","dependencies",\d+\]$/,
  /^\["project","optional-dependencies","[^"]*",\d+\]$/,
  /^\["dependency-groups","[^"]*",\d+\]$/,
];

/** Every requirement of a valid pyproject.toml, in the order of the file. */
export function writtenRequirements(source: SourceText): WrittenRequirement[] {
  return [...tomlRanges(source.text)]
    .filter(([path]) => LISTS.some((list) => list.test(path)))
    .flatMap(([, { start, end }]) => {
      const name = /^['"]+\s*([\w.-]+)/.exec(source.text.slice(start, end))?.[1];
      return name === undefined ? [] : [{ name, span: source.span(start, end) }];
    });
}
