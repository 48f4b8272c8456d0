import type { Checked } from '../checked.ts';
import type { EnvironmentVariable } from '../spec.ts';
import { mappingField, textError, textEntries } from './fields.ts';
import type { Report } from './fields.ts';

// eslint-disable-next-line no-control-regex -- these are what is looked for
const impossible = /[=\s\u0000-\u001f\u007f]/;

/** Environment variables in the order of the file; numbers and booleans as they were written. */
export function variables(
  mapping: Checked<{ envs?: unknown }>,
  report: Report,
): readonly EnvironmentVariable[] {
  return textEntries(mappingField(mapping, 'envs')).flatMap(({ key, value }) => {
    if (key.text !== '' && !impossible.test(key.text)) {
      return [{ name: key.text, value: value.text }];
    }
    report(
      textError(key, 'invalid-variable-name', `"${key.text}" cannot name an environment variable`, {
        help: 'Use letters, digits and `_`.',
      }),
    );
    return [];
  });
}
