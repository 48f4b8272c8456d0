import type { Located } from '../../diagnostics/span.ts';
import { isValidName, normalizeName } from '../../python/name.ts';
import { ParseError } from '../../diagnostics/parse-error.ts';
import { parseRequirement } from '../../python/requirement.ts';
import type { Requirement } from '../../python/requirement.ts';
import { spanOf } from '../yaml/node.ts';
import type { YamlScalar } from '../yaml/node.ts';
import { distinct, textError } from './fields.ts';
import type { Report } from './fields.ts';

/** A requirement (PEP 508), with its mistakes reported at their places. */
export function requirement(scalar: YamlScalar, report: Report): Requirement | undefined {
  try {
    return parseRequirement(scalar.text);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const start = Math.min(error.start, Math.max(0, scalar.text.length - 1));
    report(
      textError(scalar, 'invalid-requirement', `not a requirement: ${error.message}`, {
        from: start,
        to: Math.max(error.end, start + 1),
        help: 'Write it as pip takes it: `name[extra]==1.0`.',
      }),
    );
    return undefined;
  }
}

/** A list of requirements, as they are written. */
export function requirements(
  scalars: readonly YamlScalar[],
  report: Report,
): readonly Located<string>[] {
  return scalars.flatMap((scalar) => {
    const parsed = requirement(scalar, report);
    return parsed === undefined ? [] : [{ value: parsed.text, span: spanOf(scalar) }];
  });
}

/** Names of projects, extras or groups in their normal form (PEP 503, 685, 735), each once. */
export function names(
  scalars: readonly YamlScalar[],
  what: string,
  report: Report,
): readonly Located<string>[] {
  const valid = scalars.flatMap((scalar): readonly Located<string>[] => {
    if (isValidName(scalar.text)) {
      return [{ value: normalizeName(scalar.text), span: spanOf(scalar) }];
    }
    report(
      textError(scalar, 'invalid-name', `"${scalar.text}" is not the name of ${what}`, {
        help: 'Use letters, digits, `-`, `_` and `.`, and begin and end with a letter or digit.',
      }),
    );
    return [];
  });
  return distinct(valid, ({ value }) => value);
}
