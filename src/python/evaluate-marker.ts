/**
 * The value of an environment marker.
 * PEP 508, "Environment Markers"; PEP 685 (extras); PEP 751 (`extras`, `dependency_groups`).
 */
import type { Marker, MarkerComparison, MarkerOperand } from './marker.ts';
import { versionVariables } from './marker.ts';
import { normalizeName } from './name.ts';
import type { NormalizedName } from './name.ts';
import { parseSpecifier, specifierContains } from './specifier.ts';
import type { MarkerEnvironment } from './target.ts';

/** Requested extras and groups, besides the environment; all empty if absent. */
export interface MarkerContext {
  /** The value of `extra`, in any spelling. */
  readonly extra?: string;
  /** The set `extras`, normalised. */
  readonly extras?: ReadonlySet<string>;
  /** The set `dependency_groups`, normalised. */
  readonly groups?: ReadonlySet<string>;
  /**
   * Decides `extra == 'x'` in place of `extra`, for formats in which several extras are active or
   * names mean more than extras; `!=` is its opposite.
   */
  readonly hasExtra?: (name: NormalizedName) => boolean;
}

/** Thrown for a comparison that PEP 508 leaves undefined, such as `os_name ~= 'posix'`. */
export class MarkerEvaluationError extends Error {
  readonly comparison: MarkerComparison;

  constructor(message: string, comparison: MarkerComparison) {
    super(message);
    this.name = 'MarkerEvaluationError';
    this.comparison = comparison;
  }
}

/** Whether a marker holds; throws a MarkerEvaluationError. */
export function evaluateMarker(
  marker: Marker,
  environment: MarkerEnvironment,
  context: MarkerContext = {},
): boolean {
  switch (marker.kind) {
    case 'and':
      for (const operand of marker.operands) {
        if (!evaluateMarker(operand, environment, context)) return false;
      }
      return true;
    case 'or':
      for (const operand of marker.operands) {
        if (evaluateMarker(operand, environment, context)) return true;
      }
      return false;
    case 'comparison':
      return evaluateComparison(marker, environment, context);
  }
}

/** Whether one comparison holds; throws a MarkerEvaluationError. */
export function evaluateComparison(
  comparison: MarkerComparison,
  environment: MarkerEnvironment,
  context: MarkerContext,
): boolean {
  const { left, operator, right, specifier } = comparison;
  if (left.kind === 'literal' && right.kind === 'literal') {
    throw new MarkerEvaluationError('two quoted texts are compared with each other', comparison);
  }
  const set = setOf(right, context);
  if (set !== undefined) {
    const member = set.has(normalizeName(textOf(left, environment, context, comparison)));
    return compareWithSet(member, comparison);
  }
  if (context.hasExtra !== undefined) {
    if (isExtra(left) && right.kind === 'literal') {
      return compareExtra(right.value, context.hasExtra, comparison);
    }
    if (isExtra(right) && left.kind === 'literal') {
      return compareExtra(left.value, context.hasExtra, comparison);
    }
  }
  const leftText = textOf(left, environment, context, comparison);
  if (specifier !== undefined) return specifierContains([specifier], leftText);
  const rightText = textOf(right, environment, context, comparison);
  if (isVersionVariable(right) || (isVersionVariable(left) && right.kind === 'variable')) {
    const written = parseSpecifier(operator + rightText);
    if (written !== undefined) return specifierContains([written], leftText);
  }
  return compareTexts(leftText, rightText, comparison);
}

function isExtra(operand: MarkerOperand): boolean {
  return operand.kind === 'variable' && operand.variable === 'extra';
}

function isVersionVariable(operand: MarkerOperand): boolean {
  return operand.kind === 'variable' && versionVariables.has(operand.variable);
}

function setOf(operand: MarkerOperand, context: MarkerContext): ReadonlySet<string> | undefined {
  if (operand.kind === 'literal') return undefined;
  if (operand.variable === 'extras') return context.extras ?? new Set();
  if (operand.variable === 'dependency_groups') return context.groups ?? new Set();
  return undefined;
}

function textOf(
  operand: MarkerOperand,
  environment: MarkerEnvironment,
  context: MarkerContext,
  comparison: MarkerComparison,
): string {
  if (operand.kind === 'literal') return operand.value;
  const { variable } = operand;
  if (variable === 'extra') return context.extra === undefined ? '' : normalizeName(context.extra);
  if (variable === 'extras' || variable === 'dependency_groups') {
    throw new MarkerEvaluationError(
      `the set \`${variable}\` may only be used after \`in\` or \`not in\``,
      comparison,
    );
  }
  return environment[variable];
}

function undefinedComparison(comparison: MarkerComparison): MarkerEvaluationError {
  return new MarkerEvaluationError(
    `\`${comparison.operator}\` is not defined for these values`,
    comparison,
  );
}

function compareWithSet(member: boolean, comparison: MarkerComparison): boolean {
  switch (comparison.operator) {
    case 'in':
      return member;
    case 'not in':
      return !member;
    case '~=':
    case '===':
      throw undefinedComparison(comparison);
    case '!=':
      return true;
    case '==':
    case '<=':
    case '>=':
    case '<':
    case '>':
      // A text never equals a set.
      return false;
  }
}

function compareExtra(
  literal: string,
  hasExtra: (name: NormalizedName) => boolean,
  comparison: MarkerComparison,
): boolean {
  return compareUnordered(comparison, {
    isEqual: () => hasExtra(normalizeName(literal)),
    isIn: () =>
      literal.split(/[\s,]+/).some((name) => name !== '' && hasExtra(normalizeName(name))),
  });
}

function compareTexts(left: string, right: string, comparison: MarkerComparison): boolean {
  return compareUnordered(comparison, {
    isEqual: () => left === right,
    isIn: () => right.includes(left),
  });
}

/** Texts have no order (PEP 508 as amended in 2024). */
function compareUnordered(
  comparison: MarkerComparison,
  { isEqual, isIn }: { readonly isEqual: () => boolean; readonly isIn: () => boolean },
): boolean {
  switch (comparison.operator) {
    case '==':
    case '<=':
    case '>=':
      return isEqual();
    case '!=':
      return !isEqual();
    case 'in':
      return isIn();
    case 'not in':
      return !isIn();
    case '<':
    case '>':
      return false;
    case '~=':
    case '===':
      throw undefinedComparison(comparison);
  }
}
