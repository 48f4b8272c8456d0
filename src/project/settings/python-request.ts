import type { Span } from '../../diagnostics/span.ts';
import type { PoetryConstraint } from '../../lock/formats/poetry/poetry-constraint.ts';
import { poetryConstraintAllows } from '../../lock/formats/poetry/poetry-constraint.ts';

/** The Python that one line of a project asks for. */
export interface PythonRequest {
  /** As it is written there: `3.13.3`, `>=3.12`. */
  readonly text: string;
  /** The key, for a person: `requires-python`; absent for a file with nothing else in it. */
  readonly key?: string;
  readonly span: Span;
  readonly wish: PythonWish;
}

export type PythonWish =
  /** One minor version, `3.13`, and the patch version that is written, where one is. */
  | { readonly kind: 'minor'; readonly minor: string; readonly patch?: string }
  | { readonly kind: 'range'; readonly constraint: PoetryConstraint }
  /** Another interpreter, or no version at all. */
  | { readonly kind: 'other'; readonly reason: string };

/** The minors that can be told apart by a range; later ones are as far away as the last of them. */
const MINORS = Array.from({ length: 60 }, (_, minor) => `3.${minor}`);

/** Whether a minor version of Python is one that a request asks for. */
export function admitsMinor({ wish }: Pick<PythonRequest, 'wish'>, minor: string): boolean {
  switch (wish.kind) {
    case 'minor':
      return wish.minor === minor;
    case 'range':
      // Images follow the patch versions: a range that excludes late ones excludes the minor.
      return poetryConstraintAllows(wish.constraint, `${minor}.99`);
    case 'other':
      return false;
  }
}

/** A range as what it asks for: one minor version, where it admits a single one. */
export function wishOfRange(constraint: PoetryConstraint): PythonWish {
  const exact = exactVersion(constraint);
  if (exact !== undefined) return exact;
  const [only, ...more] = MINORS.filter((minor) =>
    admitsMinor({ wish: { kind: 'range', constraint } }, minor),
  );
  return only !== undefined && more.length === 0
    ? { kind: 'minor', minor: only }
    : { kind: 'range', constraint };
}

/** `==3.13.3` */
function exactVersion(constraint: PoetryConstraint): PythonWish | undefined {
  const [specifiers = [], ...others] = constraint;
  const [specifier, ...more] = specifiers;
  if (others.length > 0 || more.length > 0 || specifier?.operator !== '==') return undefined;
  if (specifier.wildcard) return undefined;
  const [major, minor, patch] = specifier.version.release.map(String);
  if (major === undefined || minor === undefined) return undefined;
  const version = `${major}.${minor}`;
  return {
    kind: 'minor',
    minor: version,
    ...(patch !== undefined && { patch: `${version}.${patch}` }),
  };
}
