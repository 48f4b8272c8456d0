import { normalizeName } from '../python/name.ts';
import { tableEntries, valueAt } from '../toml/table-reader.ts';
import { tomlOf } from './declared.ts';
import { isServer, type EntryPoint } from './entry-point.ts';
import type { StartCommands } from './start-files.ts';
import { nameOf } from './requirement-name.ts';
import type { ProjectTree } from './tree.ts';

/** Commands of a Procfile or the like with the server that they start and nothing installs: an extra has it, or it is added. */
export function withServers(
  { web, others }: StartCommands,
  tree: ProjectTree,
  isInstalled: (name: string) => boolean,
): StartCommands {
  const completed = (entry: EntryPoint): EntryPoint => {
    const words = typeof entry.command === 'string' ? [entry.command] : entry.command;
    // A line for a shell may set variables before its program.
    const program = words
      .flatMap((word) => word.split(/\s+/))
      .find((word) => isServer(word) && !isInstalled(word));
    if (program === undefined || !isServer(program)) return entry;
    const extra = extraWith(tree, program);
    return extra === undefined ? { ...entry, server: program } : { ...entry, extra };
  };
  return {
    ...(web && { web: completed(web) }),
    others: new Map([...others].map(([name, entry]) => [name, completed(entry)])),
  };
}

/** The first extra of the project that requires a package. */
function extraWith(tree: ProjectTree, name: string): string | undefined {
  const path = ['project', 'optional-dependencies'];
  const extras = tableEntries(valueAt(tomlOf(tree, 'pyproject.toml'), path));
  const found = [...(extras ?? [])].find(
    ([, list]) =>
      Array.isArray(list) &&
      list.some((each) => typeof each === 'string' && nameOf(each) === normalizeName(name)),
  );
  return found?.[0];
}
