import type { Checked, Document } from '../checked.ts';
import { errorAt } from '../../diagnostics/error-at.ts';
import { isNothing } from '../merge.ts';
import type { Spec } from '../spec.ts';
import { spanOf, type YamlMapping } from '../yaml/node.ts';
import { application } from './application.ts';
import { checkSettings } from './check.ts';
import { pythonDependencies } from './dependencies.ts';
import { scalarField } from './fields.ts';
import type { Report } from './fields.ts';
import { image } from './image.ts';
import { contextPath } from './paths.ts';
import { naming } from './naming.ts';
import { repositories } from './repositories.ts';
import { rootSettings } from './root-settings.ts';
import { runtimes } from './runtimes.ts';
import { systemDependencies } from './system-packages.ts';
import { traitsOf } from '../system-family.ts';

const defaultLayers = 12;

/** One image as a valid document describes it; undefined, and reported, where its texts are wrong. */
export function lower(
  root: Checked<Document>,
  document: Pick<Spec, 'file' | 'args' | 'services' | 'lint'>,
  report: Report,
): Spec | undefined {
  const { runtime: base, ...hiding } = runtimes(root, report);
  const lockNode = scalarField(root, 'system_lock');
  const systemLock = lockNode && contextPath(lockNode, report);
  const rest = {
    ...document,
    places: places(root),
    ...application(root, report),
    ...pythonDependencies(root, report),
    dependencies: systemDependencies(root, report),
    root: rootSettings(root, base?.family, report),
    ...(systemLock && { systemLock }),
    repositories: repositories(root, report),
    image: image(root, report),
    naming: naming(root, report),
    compileBytecode: bytecode(root),
    ...slim(root, report),
    layers: Number(scalarField(root, 'layers')?.value ?? defaultLayers),
    check: checkSettings(root, report),
  };
  // Alpine has no apt; the rule `ineffective-key` reports the key.
  const own = base && !traitsOf(base.family).hasRepositories ? { repositories: [] } : {};
  return base && { ...rest, ...own, ...hiding, runtime: base };
}

/** Where each key is written, with its value if both are in one file. */
function places({ entries }: YamlMapping): Spec['places'] {
  return Object.fromEntries(
    entries.flatMap(({ key, value }) => {
      if (isNothing(value)) return [];
      const isWhole = value.source === key.source && value.end > key.start;
      return [[key.text, key.source.span(key.start, isWhole ? value.end : key.end)]];
    }),
  );
}

function slim(root: Checked<Document>, report: Report): Pick<Spec, 'slim'> {
  const node = scalarField(root, 'slim');
  if (node?.value === true) return { slim: true };
  if (node?.value !== 'bytecode') return {};
  const compiled = scalarField(root, 'compile_bytecode');
  if (compiled?.value === false) {
    const message = 'modules that are byte code alone need byte code';
    const help = 'Remove `compile_bytecode: false`, or set `slim: true`.';
    report(errorAt(spanOf(compiled), 'conflicting-keys', message, help));
  }
  return { slim: 'bytecode' };
}

function bytecode(root: Checked<Document>): Spec['compileBytecode'] {
  const value = scalarField(root, 'compile_bytecode')?.value;
  return value === 'all' || value === 'checked' ? value : value !== false;
}
