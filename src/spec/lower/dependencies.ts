import type { Checked, Document } from '../checked.ts';
import type { Located } from '../../diagnostics/span.ts';
import { errorAt } from '../../diagnostics/error-at.ts';
import { isValidName, normalizeName } from '../../python/name.ts';
import type { CompileSettings, Spec } from '../spec.ts';
import { spanOf } from '../yaml/node.ts';
import type { YamlScalar } from '../yaml/node.ts';
import {
  mappingEntries,
  mappingField,
  textError,
  scalarField,
  scalarsField,
  scalarsOf,
} from './fields.ts';
import type { Report } from './fields.ts';
import { index } from './index-settings.ts';
import { locks } from './locks.ts';
import { contextPath } from './paths.ts';
import { names, requirements } from './requirements.ts';
import { systemPackages } from './system-packages.ts';
import { variables } from './variables.ts';

type PythonDependencies = Pick<
  Spec,
  | 'lock'
  | 'extras'
  | 'groups'
  | 'pipConstraint'
  | 'index'
  | 'excludeNewer'
  | 'noBinary'
  | 'onlyBinary'
  | 'unhashed'
  | 'compile'
  | 'buildConstraints'
>;

/** Settings of the Python packages besides the application. */
export function pythonDependencies(root: Checked<Document>, report: Report): PythonDependencies {
  const constraintNode = scalarField(root, 'pip_constraint');
  // Grocker 8 took an empty text for none.
  const pipConstraint =
    constraintNode?.text === '' ? undefined : constraintNode && contextPath(constraintNode, report);
  const newerNode = scalarField(root, 'exclude_newer');
  const excludeNewer = newerNode && day(newerNode, report);
  const noBinary = names(scalarsField(root, 'no_binary'), 'a package', report);
  const onlyBinaryNode = scalarField(root, 'only_binary');
  const onlyBinary =
    onlyBinaryNode?.value === true
      ? true
      : names(scalarsField(root, 'only_binary'), 'a package', report);
  conflict(noBinary, onlyBinary, onlyBinaryNode, report);
  return {
    lock: locks(root, report),
    extras: names(scalarsField(root, 'extras'), 'an extra', report),
    groups: names(scalarsField(root, 'groups'), 'a group', report),
    ...(pipConstraint && { pipConstraint }),
    index: index(root, report),
    ...(excludeNewer && { excludeNewer }),
    noBinary,
    onlyBinary,
    ...(scalarField(root, 'require_hashes')?.value === false && { unhashed: true as const }),
    compile: compileSettings(root, report),
    buildConstraints: requirements(scalarsField(root, 'build_constraints'), report),
  };
}

function conflict(
  noBinary: readonly Located<string>[],
  onlyBinary: true | readonly Located<string>[],
  onlyBinaryNode: YamlScalar | undefined,
  report: Report,
): void {
  for (const { value, span } of noBinary) {
    const other =
      onlyBinary === true
        ? onlyBinaryNode && spanOf(onlyBinaryNode)
        : onlyBinary.find((item) => item.value === value)?.span;
    if (other === undefined) continue;
    report({
      ...errorAt(
        span,
        'conflicting-keys',
        `"${value}" is both to be compiled and never to be compiled`,
      ),
      related: [{ message: '`only_binary` forbids it', span: other }],
    });
  }
}

function compileSettings(root: Checked<Document>, report: Report): readonly CompileSettings[] {
  const seen = new Map<string, YamlScalar>();
  return mappingEntries(mappingField(root, 'compile')).flatMap(
    ({ key, value }): readonly CompileSettings[] => {
      if (!isValidName(key.text)) {
        report(textError(key, 'invalid-name', `"${key.text}" is not the name of a package`));
        return [];
      }
      const name: string = normalizeName(key.text);
      const first = seen.get(name);
      if (first !== undefined) {
        report({
          ...errorAt(
            spanOf(key),
            'duplicate-key',
            `"${key.text}" and "${first.text}" are the same package`,
          ),
          related: [{ message: 'first given here', span: spanOf(first) }],
        });
        return [];
      }
      seen.set(name, key);
      return [
        {
          name,
          envs: variables(value, report),
          configSettings: (mappingField(value, 'config_settings')?.entries ?? []).map((entry) => ({
            key: entry.key.text,
            values: scalarsOf(entry.value).map(({ text }) => text),
          })),
          requires: requirements(scalarsField(value, 'requires'), report),
          dependencies: systemPackages(scalarsField(value, 'dependencies'), report),
          network: scalarField(value, 'network')?.text === 'true',
          span: spanOf(key),
        },
      ];
    },
  );
}

const timestamp =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[Tt ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2}))?$/;

/** A date, or a timestamp as RFC 3339 (5.6) has it. */
function day(scalar: YamlScalar, report: Report): Located<string> | undefined {
  const match = timestamp.exec(scalar.text);
  const [year, month, date] = (match ?? []).slice(1, 4).map(Number);
  if (year !== undefined && month !== undefined && date !== undefined) {
    const real = new Date(Date.UTC(year, month - 1, date));
    if (real.getUTCMonth() === month - 1 && real.getUTCDate() === date) {
      return { value: scalar.text.replace(' ', 'T'), span: spanOf(scalar) };
    }
  }
  report(
    textError(scalar, 'invalid-date', `"${scalar.text}" is no date`, {
      help: 'Write `2026-11-01` or `2026-11-01T12:00:00Z`.',
    }),
  );
  return undefined;
}
