/**
 * The build system of a project: the table `[build-system]` of pyproject.toml.
 * PEP 518 (requires), PEP 517 (build-backend, backend-path; the defaults of both).
 */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Locate } from '../toml/locate.ts';
import { parseRequirement } from './requirement.ts';
import type { Requirement } from './requirement.ts';
import { TableReader } from '../toml/table-reader.ts';

export interface BuildSystem {
  readonly requires: readonly Requirement[];
  /** `module:object`, or a module alone. */
  readonly backend: string;
  /** Directories of the tree that hold an in-tree back end. */
  readonly backendPath: readonly string[];
  /** False where the table is absent and this is the standard's default. */
  readonly declared: boolean;
}

const defaultRequires = ['setuptools>=40.8.0'];
const defaultBackend = 'setuptools.build_meta:__legacy__';

/** The build system of a parsed pyproject.toml, or the default where there is none. */
export function readBuildSystem(
  pyproject: unknown,
  locate?: Locate,
): { readonly buildSystem: BuildSystem; readonly diagnostics: readonly Diagnostic[] } {
  const root = TableReader.of(pyproject, locate);
  const table = root.table('build-system');
  if (table?.has('requires') === false) table.report('is required', ['requires']);
  const requires =
    table?.has('requires') === true
      ? table.parseTexts('requires', parseRequirement)
      : defaultRequires.map(parseRequirement);
  const backendPath = (table?.indexedTexts('backend-path') ?? []).flatMap(([path, index]) => {
    if (!path.startsWith('/') && !path.split('/').includes('..')) return [path];
    table?.report('must be a directory within the project', ['backend-path', index]);
    return [];
  });
  const backend = table?.text('build-backend') ?? defaultBackend;
  return {
    buildSystem: { requires, backend, backendPath, declared: table !== undefined },
    diagnostics: root.diagnostics,
  };
}
