import type { EntryPoint } from './entry-point.ts';
import { shellWords, withoutComment } from './shell-words.ts';
import { startedCommand } from './started-command.ts';
import type { ProjectTree } from './tree.ts';

/** Files for the one command that starts a server, the one that counts first. */
const SCRIPTS = ['startup.txt', 'startup.sh', 'start.sh', 'run.sh'];

/** Servers for production: a script that starts another program is one for its developer. */
const SERVERS = /^(?:gunicorn|uvicorn|hypercorn|daphne|granian|waitress-serve|uwsgi)$/;

/** Where Azure App Service has the files of an application. */
const FILES_OF_AZURE = /\/home\/site\/wwwroot\/?(?=(\w|\.)?)/g;

/** What only a developer's machine has: a reloader, addresses of its own, paths of its own. */
const OF_A_DEVELOPER =
  /--reload\b|--debug\b|\blocalhost\b|\b127\.0\.0\.1\b|\[::1\]|(?:^|[\s=:'"])(?:\/(?!dev\/)|~)/;

/** The server that a script starts; undefined if it does anything else, which only its author can judge. */
export function scriptedStart({ texts }: ProjectTree): EntryPoint | undefined {
  for (const name of SCRIPTS) {
    const [line, ...others] = commandsOf(texts.get(name) ?? '');
    if (line === undefined || others.length > 0) continue;
    const { words } = shellWords(line.replaceAll(/\$\{?PORT(?::-\d+)?\}?/g, '8000'));
    const isPlain = !/[|&;<>`]|\$(?!\{?PORT\b)/.test(line) && !OF_A_DEVELOPER.test(line);
    if (isPlain && SERVERS.test(words[0] ?? '')) return startedCommand(line, name, true);
  }
  return undefined;
}

/** The commands of a script, without what prepares the shell alone. */
function commandsOf(text: string): readonly string[] {
  return text
    .replaceAll(/[^\S\r\n]*\\\r?\n[^\S\r\n]*/g, ' ')
    .split(/\r?\n/)
    .map((line) => withoutComment(line).trim())
    .filter((line) => line !== '' && !/^(?:set\s+[-+]|#?!)/.test(line))
    .map((line) =>
      line
        .replace(/^exec\s+/, '')
        .replace(/\s+"?\$@"?$/, '')
        .replaceAll(FILES_OF_AZURE, (_, below: string | undefined) =>
          below === undefined ? '.' : '',
        ),
    );
}
