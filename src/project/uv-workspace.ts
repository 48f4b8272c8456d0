import { relative, sep } from 'node:path';
import { SourceText } from '../diagnostics/source-text.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { findLock } from '../lock/find-lock.ts';
import { UV_LOCK } from '../lock/formats/uv/uv-format.ts';
import { tableEntries, valueAt } from '../toml/table-reader.ts';
import { workspacePattern } from '../paths/workspace-pattern.ts';
import { parseToml } from '../toml/parse-toml.ts';

/**
 * The name of the lock next to a project, among the names in its directory: next to a member of a uv workspace no uv.lock,
 * for uv reads the workspace's then (uv, "Using workspaces").
 *
 * @param above directories, the nearest first.
 * @param pyproject the text of a directory's pyproject.toml.
 */
export function findProjectLock(
  names: readonly string[],
  directory: string,
  above: readonly string[],
  pyproject: (directory: string) => string | undefined,
): string | undefined {
  const isOther =
    names.includes(UV_LOCK) && workspaceRoot(directory, above, pyproject) !== undefined;
  return findLock(isOther ? names.filter((name) => name !== UV_LOCK) : names);
}

/** The patterns of `tool.uv.workspace.members`. */
export function workspaceMembers(pyproject: unknown): readonly string[] {
  return strings(workspaceTable(pyproject)?.get('members'));
}

/** Whether a pyproject.toml has the table `tool.uv.workspace`. */
export function isWorkspace(pyproject: unknown): boolean {
  return workspaceTable(pyproject) !== undefined;
}

function workspaceTable(pyproject: unknown): ReadonlyMap<string, unknown> | undefined {
  return tableEntries(valueAt(pyproject, ['tool', 'uv', 'workspace']));
}

/**
 * The directory of the workspace that a directory is a member of, none where it is the root of one.
 *
 * @param above directories, the nearest first.
 * @param pyproject the text of a directory's pyproject.toml.
 */
export function workspaceRoot(
  directory: string,
  above: readonly string[],
  pyproject: (directory: string) => string | undefined,
): string | undefined {
  if (above.length === 0) return undefined;
  // A workspace of its own is not a member of another.
  if (workspaceOf(pyproject(directory)) !== undefined) return undefined;
  for (const root of above) {
    const workspace = workspaceOf(pyproject(root));
    if (workspace === undefined) continue;
    const path = relative(root, directory).replaceAll(sep, '/');
    const matches = (key: string) =>
      strings(workspace.get(key)).some((pattern) => workspacePattern(pattern)(path));
    return matches('members') && !matches('exclude') ? root : undefined;
  }
  return undefined;
}

function workspaceOf(text: string | undefined): ReadonlyMap<string, unknown> | undefined {
  if (!text?.includes('workspace')) return undefined;
  try {
    return workspaceTable(parseToml(new SourceText('pyproject.toml', text)));
  } catch (error) {
    // It is reported where it is the project's.
    if (error instanceof DiagnosticError) return undefined;
    throw error;
  }
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
