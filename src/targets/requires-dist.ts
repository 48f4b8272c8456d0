import { ParseError } from '../diagnostics/parse-error.ts';
import { evaluateMarker, MarkerEvaluationError } from '../python/evaluate-marker.ts';
import { parseMarker } from '../python/marker.ts';
import { parseRequirement, type Requirement } from '../python/requirement.ts';
import type { PythonTarget } from '../python/target.ts';

/** A requirement of a wheel's metadata; undefined if it is not one. */
export function readRequirement(text: string): Requirement | undefined {
  try {
    return parseRequirement(text);
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}

/** Whether a requirement holds for a Python and for the extras that are wanted. */
export function isWanted(
  { markerText }: Requirement,
  extras: readonly string[],
  { environment }: PythonTarget,
): boolean {
  if (markerText === undefined) return true;
  const marker = parseMarker(markerText);
  try {
    return evaluateMarker(marker, environment, { hasExtra: (name) => extras.includes(name) });
  } catch (error) {
    if (error instanceof MarkerEvaluationError) return false;
    throw error;
  }
}
