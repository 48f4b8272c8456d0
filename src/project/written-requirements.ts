import type { SourceText } from '../diagnostics/source-text.ts';
import type { Located, Span } from '../diagnostics/span.ts';
import { rangesOf } from '../toml/toml-ranges.ts';
import { normalizeName } from '../python/name.ts';

/** A requirement as the user wrote it. */
export interface WrittenRequirement {
  /** Normalised (PEP 503). */
  readonly name: string;
  readonly span: Span;
}

/** The keys of grocker.yml that name packages. */
export interface Requiring {
  readonly release?: { readonly name: string; readonly span: Span };
  readonly packages: readonly Located<string>[];
}

/** The lists of a pyproject.toml that hold requirements (PEP 621, PEP 735), as the paths of their items begin. */
const LISTS = [
  /^\["project","dependencies",\d+\]$/,
  /^\["project","optional-dependencies","[^"]*",\d+\]$/,
  /^\["dependency-groups","[^"]*",\d+\]$/,
];

/** Every requirement of grocker.yml, then those of a valid pyproject.toml. */
export function writtenRequirements(
  { release, packages }: Requiring,
  pyproject: SourceText | undefined,
): WrittenRequirement[] {
  return [
    ...(release ? [{ name: normalizeName(release.name), span: release.span }] : []),
    ...packages.flatMap(({ value, span }) => requirementAt(value, span)),
    ...(pyproject ? requirementsOf(pyproject) : []),
  ];
}

function requirementsOf(source: SourceText): WrittenRequirement[] {
  return [...rangesOf(source)]
    .filter(([path]) => LISTS.some((list) => list.test(path)))
    .flatMap(([, { start, end }]) =>
      requirementAt(source.text.slice(start, end).replace(/^['"]+/, ''), source.span(start, end)),
    );
}

/** Nothing for what is not a requirement, such as a group that includes another. */
export function requirementAt(requirement: string, span: Span): WrittenRequirement[] {
  const name = /^\s*([A-Za-z0-9][\w.-]*)/.exec(requirement)?.[1];
  return name === undefined ? [] : [{ name: normalizeName(name), span }];
}
