import { nameOf } from '../requirement-name.ts';
import type { EntryPoint } from '../entry-point.ts';
import type { StartCommands } from '../start-files.ts';
import type { ProjectContainers } from './project-containers.ts';

/** A Procfile or the like says how an application is started, else its Dockerfile, else its Compose file. */
export function startedFirst(
  { web, others }: StartCommands,
  contained: StartCommands | undefined,
  isDjango: boolean,
): StartCommands {
  if (web !== undefined || contained === undefined) return { ...(web && { web }), others };
  const isReplaced = contained.web !== undefined && isDjango && isDevelopmentServer(contained.web);
  const all = new Map([...contained.others, ...others]);
  return contained.web === undefined || isReplaced
    ? { others: all }
    : { web: contained.web, others: all };
}

/** Python packages in commands of the Dockerfile. */
export function installedByFile(containers: ProjectContainers | undefined): readonly string[] {
  const written = containers?.file?.python ?? [];
  return written.map(({ value }) => nameOf(value));
}

/** A server of Django for developers, for which there is a better one. */
function isDevelopmentServer({ command }: EntryPoint): boolean {
  const words = typeof command === 'string' ? [command] : command;
  return /manage\.py\s+runserver/.test(words.join(' '));
}
