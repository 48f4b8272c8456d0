import { ParseError } from '../../../diagnostics/parse-error.ts';
import { lockError } from '../../lock-error.ts';
import type { Selecting } from '../../selecting.ts';
import { parsePoetryConstraint, poetryConstraintAllows } from './poetry-constraint.ts';
import type { PoetryConstraint } from './poetry-constraint.ts';

/** The target's Python against constraints in Poetry's syntax. */
export class PoetryPython {
  readonly #selecting: Selecting;
  readonly #known = new Map<string, boolean>();

  constructor(selecting: Selecting) {
    this.#selecting = selecting;
  }

  admits(constraint: string): boolean {
    const known = this.#known.get(constraint);
    if (known !== undefined) return known;
    const parsed = parseConstraint(constraint, this.#selecting);
    const admits = this.#selecting.evaluation.admitsVersion(constraint, (version) =>
      poetryConstraintAllows(parsed, version),
    );
    this.#known.set(constraint, admits);
    return admits;
  }
}

/** A constraint of the lock; an error of the lock where it is none. */
export function parseConstraint(text: string, selecting: Selecting): PoetryConstraint {
  try {
    return parsePoetryConstraint(text);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw lockError('lock-field', error.message, { span: selecting.line(1) });
  }
}
