import { formats } from './formats/formats.ts';

/** Patterns of the names that only locks have: a requirements file may be written by hand. */
export const LOCK_NAME_PATTERNS: readonly string[] = formats.flatMap(({ maker, patterns }) =>
  maker === undefined ? [] : [...patterns],
);

const expressions = LOCK_NAME_PATTERNS.map(nameExpression);

/** A pattern of the names of locks as an expression; `*` has no dot here. */
export function nameExpression(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll('.', '\\.').replace('*', '[^.]+')}$`);
}

/** Whether the last part of a path is the name of a lock. */
export function isLockName(name: string): boolean {
  return expressions.some((expression) => expression.test(name));
}
