import { valueAt } from '../toml/table-reader.ts';
import type { EntryPoint } from './entry-point.ts';
import { contentOf } from './file-content.ts';
import { platformProcesses, type PlatformProcess } from './platform-files.ts';
import { withProjectCommand } from './project-commands.ts';
import { byServiceName } from './service-names.ts';
import { startedCommand } from './started-command.ts';
import type { ProjectTree } from './tree.ts';

/** Commands that files for other platforms name: the web process and the others. */
export interface StartCommands {
  readonly web?: EntryPoint;
  readonly others: ReadonlyMap<string, EntryPoint>;
}

/** Processes of a Procfile that are not services: they run before a release. */
const ONCE = new Set(['release']);

/**
 * A Procfile, an app.yaml, the settings of a build service, or the files of another platform, in this order.
 *
 * @param tree the files of `directory` in the whole tree.
 */
export function startCommands(
  tree: ProjectTree,
  whole: ProjectTree,
  directory: string,
): StartCommands {
  const procfile = tree.texts.get('Procfile');
  if (procfile !== undefined) {
    const found = processes(procfile, tree);
    if (found.web !== undefined || found.others.size > 0) return found;
  }
  for (const [name, path] of FILES) {
    const command = valueAt(contentOf(tree, name), path);
    if (typeof command !== 'string' || command.trim() === '') continue;
    const line = withProjectCommand(command.trim(), tree);
    return { web: startedCommand(line, name, true), others: new Map() };
  }
  return startedOnPlatform(platformProcesses(whole, directory), tree);
}

/** The first process that serves, and the others. */
function startedOnPlatform(
  processes: readonly PlatformProcess[],
  tree: ProjectTree,
): StartCommands {
  const web = processes.find(({ isWeb }) => isWeb);
  const entry = ({ command, place, isWeb }: PlatformProcess) =>
    startedCommand(withProjectCommand(command, tree), place, isWeb);
  const others = processes.filter((each) => each !== web);
  return {
    ...(web && { web: entry(web) }),
    others: byServiceName(others.map((each) => [each.name, entry(each)])),
  };
}

function processes(text: string, tree: ProjectTree): StartCommands {
  const others: [name: string, entry: EntryPoint][] = [];
  let web: EntryPoint | undefined;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [, name = '', command = ''] = /^\s*([A-Za-z0-9_-]+)\s*:\s*(\S.*)$/.exec(line) ?? [];
    if (name === '' || ONCE.has(name)) continue;
    const whole = withProjectCommand(command, tree);
    const entry = startedCommand(whole, `Procfile:${index + 1}`, name === 'web');
    if (name === 'web') web = entry;
    else others.push([name, entry]);
  }
  return { ...(web && { web }), others: byServiceName(others) };
}

/** Files that have the command of one process, and where. */
const FILES: readonly (readonly [name: string, path: readonly string[]])[] = [
  ['app.yaml', ['entrypoint']],
  ['app.yml', ['entrypoint']],
  ['railpack.json', ['deploy', 'startCommand']],
  ['railway.json', ['deploy', 'startCommand']],
  ['railway.toml', ['deploy', 'startCommand']],
  ['nixpacks.toml', ['start', 'cmd']],
];
