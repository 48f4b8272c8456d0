import type { Marker, MarkerCache, MarkerComparison } from '../../../python/marker.ts';
import { parseMarker, versionVariables } from '../../../python/marker.ts';
import { parseSpecifier } from '../../../python/specifier.ts';
import { parseVersion } from '../../../python/version.ts';

/**
 * A marker as uv reads it, undefined if it always holds: a comparison that uv cannot read is left out of it with a
 * warning (`python_version in '3.11,3.12'`, for uv's lists have blanks between their versions).
 */
export function uvMarker(text: string, cache: MarkerCache): Marker | undefined {
  return read(parseMarker(text, cache));
}

function read(marker: Marker): Marker | undefined {
  if (marker.kind === 'comparison') return readComparison(marker);
  const operands = marker.operands.flatMap((operand) => read(operand) ?? []);
  const [only] = operands;
  return operands.length < 2 ? only : { kind: marker.kind, operands };
}

function readComparison(comparison: MarkerComparison): Marker | undefined {
  const { left, operator, right, specifier } = comparison;
  if (left.kind !== 'variable' || right.kind !== 'literal') return comparison;
  if (!versionVariables.has(left.variable) || left.variable === 'platform_release') {
    return comparison;
  }
  if (operator !== 'in' && operator !== 'not in') {
    return specifier === undefined ? undefined : comparison;
  }
  const versions = right.value.split(/\s+/).filter((word) => word !== '');
  if (versions.length === 0 || versions.some((word) => parseVersion(word) === undefined)) {
    return undefined;
  }
  const equal = operator === 'in' ? '==' : '!=';
  const operands = versions.map((value): Marker => {
    const exact = parseSpecifier(equal + value);
    const compared = { ...comparison, operator: equal, right: { kind: 'literal', value } } as const;
    return { ...compared, ...(exact && { specifier: exact }) };
  });
  return { kind: operator === 'in' ? 'or' : 'and', operands };
}
