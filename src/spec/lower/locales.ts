import type { Located } from '../../diagnostics/span.ts';
import type { SystemFamily } from '../spec.ts';
import { spanOf } from '../yaml/node.ts';
import type { YamlScalar } from '../yaml/node.ts';
import { distinct, textError, type Report } from './fields.ts';
import { traitsOf } from '../system-family.ts';

/** `de_DE.UTF-8`, `ca_ES@valencia`: language, territory, character set and variant. */
const locale = /^[a-z]{2,3}(?:_[A-Z]{2})?(?:\.[A-Z][A-Za-z0-9-]*)?(?:@[A-Za-z]+)?$/;
/** Those that the C library has without a file, or with the one that every image has. */
const builtIn = /^(?:C|POSIX)(?:\.UTF-8)?$/;

/** The locales of a list, each once. */
export function locales(
  scalars: readonly YamlScalar[],
  family: SystemFamily | undefined,
  report: Report,
): readonly Located<string>[] {
  const named = scalars.flatMap((scalar): readonly Located<string>[] => {
    // As `locale -a` lists it.
    const value = scalar.text.replace(/\.utf-?8(?=@|$)/i, '.UTF-8');
    if (builtIn.test(value)) return [];
    if (family !== undefined && !traitsOf(family).hasLocales) {
      const help = 'Choose a runtime on Debian, such as `runtime: trixie/3.13`.';
      report(
        textError(
          scalar,
          'invalid-locale',
          `the C library of ${traitsOf(family).title} has no locales`,
          { help },
        ),
      );
      return [];
    }
    if (locale.test(value)) return [{ value, span: spanOf(scalar) }];
    const help = 'Write language, country and character set: `de_DE.UTF-8`.';
    report(textError(scalar, 'invalid-locale', `"${scalar.text}" is no locale`, { help }));
    return [];
  });
  return distinct(named, ({ value }) => value);
}
