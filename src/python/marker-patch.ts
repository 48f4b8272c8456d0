/**
 * Whether a marker asks for more of a Python's version than its minor.
 * PEP 508, "Environment Markers": `python_full_version`, `implementation_version`.
 */
import { evaluateComparison, MarkerEvaluationError } from './evaluate-marker.ts';
import type { Marker, MarkerComparison } from './marker.ts';
import type { MarkerEnvironment } from './target.ts';

type Truth = true | false | 'unknown';

interface PatchValue {
  /** One value for each patch version that is tried. */
  readonly truths: readonly Truth[];
  readonly varies: boolean;
}

/** True when the result can differ between final patch versions of `minor`, e.g. `3.13`. */
export function markerDependsOnPatch(
  marker: Marker,
  minor: string,
  /** Variables whose values are known; the others may have any. */
  known: Partial<MarkerEnvironment> = {},
): boolean {
  const patches = new Set<number>([0]);
  collectPatches(marker, minor, patches);
  if (patches.size === 1) return false;
  const environments = [...patches]
    .sort((a, b) => a - b)
    .map((patch) => ({
      ...unknownEnvironment,
      ...known,
      python_version: minor,
      python_full_version: `${minor}.${patch}`,
      implementation_version: `${minor}.${patch}`,
    }));
  return valueOf(marker, environments, known).varies;
}

const unknownEnvironment: MarkerEnvironment = {
  os_name: '',
  sys_platform: '',
  platform_machine: '',
  platform_python_implementation: '',
  platform_release: '',
  platform_system: '',
  platform_version: '',
  python_version: '',
  python_full_version: '',
  implementation_name: '',
  implementation_version: '',
};

function isPatchVariable(variable: string): boolean {
  return variable === 'python_full_version' || variable === 'implementation_version';
}

/** A patch version later than any that a marker names. */
const beyond = 1_000_000;

/** The patch versions around every number that such a comparison names, and one beyond all. */
function collectPatches(marker: Marker, minor: string, patches: Set<number>): void {
  if (marker.kind !== 'comparison') {
    for (const operand of marker.operands) collectPatches(operand, minor, patches);
    return;
  }
  const operands = [marker.left, marker.right];
  if (
    !operands.some((operand) => operand.kind === 'variable' && isPatchVariable(operand.variable))
  ) {
    return;
  }
  patches.add(1);
  patches.add(beyond);
  for (const operand of operands) {
    if (operand.kind === 'variable') continue;
    for (const digits of operand.value.match(/[0-9]+/g) ?? []) {
      // `in` compares texts, so that 3.13.2 is found in `3.13.25`: the leading digits count too.
      for (let patch = Number(digits); patch > 0; patch = Math.floor(patch / 10)) {
        if (patch >= beyond) continue;
        for (const near of [patch - 1, patch, patch + 1]) patches.add(near);
      }
    }
  }
}

function valueOf(
  marker: Marker,
  environments: readonly MarkerEnvironment[],
  known: Partial<MarkerEnvironment>,
): PatchValue {
  if (marker.kind === 'comparison') {
    const truths = isKnown(marker, known)
      ? environments.map((environment) => truthOf(marker, environment))
      : environments.map((): Truth => 'unknown');
    return { truths, varies: truths.some((truth) => truth !== truths[0]) };
  }
  const operands = marker.operands.map((operand) => valueOf(operand, environments, known));
  const decisive = marker.kind === 'or';
  const truths = environments.map((_, at): Truth => {
    const values = operands.map((operand) => operand.truths[at]);
    if (values.includes(decisive)) return decisive;
    return values.includes('unknown') ? 'unknown' : !decisive;
  });
  const uniform = truths.every((truth) => truth === truths[0]);
  // Where all is unknown, an operand that varies may decide in some environment.
  const varies =
    !uniform || (truths[0] === 'unknown' && operands.some((operand) => operand.varies));
  return { truths, varies };
}

function isKnown(comparison: MarkerComparison, known: Partial<MarkerEnvironment>): boolean {
  return [comparison.left, comparison.right].every(
    (operand) =>
      operand.kind === 'literal' ||
      operand.variable === 'python_version' ||
      isPatchVariable(operand.variable) ||
      operand.variable in known,
  );
}

function truthOf(comparison: MarkerComparison, environment: MarkerEnvironment): Truth {
  try {
    return evaluateComparison(comparison, environment, {});
  } catch (error) {
    if (error instanceof MarkerEvaluationError) return 'unknown';
    throw error;
  }
}
