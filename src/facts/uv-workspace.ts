import { relative, sep } from 'node:path';
import { SourceText } from '../diagnostics/source-text.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { tableEntries } from '../python/table-reader.ts';
import { parseToml } from './parse-toml.ts';

/**
 * Whether a directory is a member of the uv workspace of a directory above it: uv reads the workspace's lock then, and
 * none beside the member (uv, "Using workspaces").
 *
 * @param above directories, the nearest first.
 * @param pyproject the text of a directory's pyproject.toml.
 */
export function isWorkspaceMember(
  directory: string,
  above: readonly string[],
  pyproject: (directory: string) => string | undefined,
): boolean {
  // A workspace of its own is no member of another.
  if (workspaceOf(pyproject(directory)) !== undefined) return false;
  for (const root of above) {
    const workspace = workspaceOf(pyproject(root));
    if (workspace === undefined) continue;
    const path = relative(root, directory).replaceAll(sep, '/');
    const matches = (key: string) => strings(workspace.get(key)).some(matcher(path));
    return matches('members') && !matches('exclude');
  }
  return false;
}

function workspaceOf(text: string | undefined): ReadonlyMap<string, unknown> | undefined {
  if (!text?.includes('workspace')) return undefined;
  try {
    const table = ['tool', 'uv', 'workspace'].reduce<unknown>(
      (found, key) => tableEntries(found)?.get(key),
      parseToml(new SourceText('pyproject.toml', text)),
    );
    return tableEntries(table);
  } catch (error) {
    // It is reported where it is the project's.
    if (error instanceof DiagnosticError) return undefined;
    throw error;
  }
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** Globs as uv has them: `*` and `?` within a name, `**` for directories. */
function matcher(path: string): (pattern: string) => boolean {
  return (pattern) => {
    const glob = pattern.replace(/^\.\//, '').replace(/\/$/, '');
    const source = glob.replace(/\*\*\/?|\*|\?|[.+^${}()|[\]\\]/g, (found) => {
      if (found === '**/') return '(?:.*/)?';
      if (found === '**') return '.*';
      return found === '*' ? '[^/]*' : found === '?' ? '[^/]' : `\\${found}`;
    });
    return new RegExp(`^${source}$`).test(path);
  };
}
