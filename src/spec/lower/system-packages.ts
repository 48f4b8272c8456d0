import type { Checked, Document } from '../checked.ts';
import type { Located } from '../../diagnostics/span.ts';
import type { SystemDependencies } from '../spec.ts';
import { spanOf } from '../yaml/node.ts';
import type { YamlNode, YamlScalar } from '../yaml/node.ts';
import { distinct, field, textError, scalarsField, scalarsOf } from './fields.ts';
import type { Report } from './fields.ts';

/**
 * A name with what apt and apk take behind it: `:architecture`, `=version`, apk's `~1.2` and
 * `>=1.2`. A final `-` would make apt remove the package.
 */
const systemPackage =
  /^[A-Za-z0-9][A-Za-z0-9+._-]*(?::[A-Za-z0-9+._-]+)?(?:(?:=|~|<=?|>=?)[A-Za-z0-9.+:~_-]+)?$/;

/** System packages of a list, each once. */
export function systemPackages(
  scalars: readonly YamlScalar[],
  report: Report,
): readonly Located<string>[] {
  const valid = scalars.flatMap((scalar): readonly Located<string>[] => {
    const { text } = scalar;
    if (systemPackage.test(text) && !text.endsWith('-'))
      return [{ value: text, span: spanOf(scalar) }];
    const several = /[\s,]/.test(text.trim());
    report(
      textError(scalar, 'invalid-system-package', `"${text}" is not the name of a system package`, {
        help: several
          ? 'Give each package an item of its own.'
          : 'Write the name that apt or apk knows.',
      }),
    );
    return [];
  });
  return distinct(valid, ({ value }) => value);
}

/** Run and build packages, of the mapping or of the older list of pairs. */
export function systemDependencies(
  mapping: Checked<Pick<Document, 'dependencies'>>,
  report: Report,
): SystemDependencies {
  const node = field(mapping, 'dependencies');
  if (node?.kind === 'mapping') {
    return {
      run: systemPackages(scalarsField(node, 'run'), report),
      build: systemPackages(scalarsField(node, 'build'), report),
    };
  }
  const items: readonly YamlNode[] = node?.kind === 'sequence' ? node.items : [];
  const run = items.flatMap((item) => {
    if (item.kind === 'scalar') return [item];
    return item.kind === 'mapping' ? item.entries.map(({ key }) => key) : [];
  });
  const build = items.flatMap((item) =>
    item.kind === 'mapping' ? item.entries.flatMap(({ value }) => scalarsOf(value)) : [],
  );
  return { run: systemPackages(run, report), build: systemPackages(build, report) };
}
