import type { Checked, Document } from './checked.ts';
import { errorAt } from '../diagnostics/error-at.ts';
import { didYouMean } from '../diagnostics/suggestion.ts';
import { mappingField } from './lower/fields.ts';
import type { Report } from './lower/fields.ts';
import { substitute } from './substitute.ts';
import type { ArgumentValues } from './substitute.ts';
import { spanOf } from './yaml/node.ts';

const argumentName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Build arguments that the engine or its tools give to every build, declared or not. */
const engineArguments =
  /^(?:BUILDKIT_\w+|SOURCE_DATE_EPOCH|(?:https?|ftp|no|all)_proxy|(?:HTTPS?|FTP|NO|ALL)_PROXY)$/;

/**
 * The value of every declared build argument: the given one, else its default, which may refer to the arguments above
 * it.
 */
export function argumentValues(
  root: Checked<Document>,
  given: Readonly<Record<string, string>>,
  report: Report,
): ArgumentValues {
  const values = new Map<string, string | undefined>();
  for (const { key, value } of mappingField(root, 'args')?.entries ?? []) {
    const name = key.text;
    if (!argumentName.test(name)) {
      report(
        errorAt(
          spanOf(key),
          'invalid-argument-name',
          `"${name}" cannot name a build argument`,
          'Use letters, digits and `_`, not beginning with a digit.',
        ),
      );
    }
    const written = Object.hasOwn(given, name) ? given[name] : undefined;
    if (written !== undefined) {
      values.set(name, written);
    } else if (value.kind === 'scalar' && value.value !== null) {
      const filled = substitute(value, values, report);
      values.set(name, filled?.kind === 'scalar' ? filled.text : undefined);
    } else {
      if (value.kind === 'scalar') {
        report(
          errorAt(
            spanOf(key),
            'missing-argument',
            `the build argument "${name}" is not given and has no default`,
            `Give it with \`--build-arg ${name}=…\`, or write a default.`,
          ),
        );
      }
      values.set(name, undefined);
    }
  }
  warnOfUndeclared(values, given, report);
  return values;
}

function warnOfUndeclared(
  declared: ArgumentValues,
  given: Readonly<Record<string, string>>,
  report: Report,
): void {
  for (const name of Object.keys(given).toSorted()) {
    if (declared.has(name) || engineArguments.test(name)) continue;
    report({
      code: 'undeclared-argument',
      severity: 'warning',
      message: `the build argument "${name}" is given but not declared${didYouMean(name, declared.keys())}`,
      help: 'Declare it under `args`.',
    });
  }
}
