import { ownValue } from '../paths/own-value.ts';
import { DEFAULT_PORT, type EntryPoint } from './entry-point.ts';
import { withoutRunners } from './environment-runners.ts';
import { isAssignment, shellWords, withoutComment } from './shell-words.ts';

/** Servers that take their address from the environment where the command does not say it. */
const ADDRESSES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  uvicorn: { UVICORN_HOST: '0.0.0.0' },
  flask: { FLASK_RUN_HOST: '0.0.0.0', FLASK_RUN_PORT: String(DEFAULT_PORT) },
  streamlit: { STREAMLIT_SERVER_ADDRESS: '0.0.0.0', STREAMLIT_SERVER_HEADLESS: 'true' },
  granian: { GRANIAN_HOST: '0.0.0.0' },
  litestar: { LITESTAR_HOST: '0.0.0.0' },
  chainlit: { CHAINLIT_HOST: '0.0.0.0' },
};

/** Options for the same, of servers that ask no variable. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  hypercorn: ['--bind', `0.0.0.0:${DEFAULT_PORT}`],
  daphne: ['-b', '0.0.0.0'],
};

/** Options of a server, or files of its options, that say where it listens. */
const HAS_ADDRESS = /(?:^|\s)(?:-[bceu]|--(?:bind|config|endpoint|fd|unix-socket)\b)/;

/** Ports that servers listen on by default. */
const PORTS: Readonly<Record<string, number>> = {
  gunicorn: DEFAULT_PORT,
  uvicorn: DEFAULT_PORT,
  fastapi: DEFAULT_PORT,
  flask: DEFAULT_PORT,
  hypercorn: DEFAULT_PORT,
  daphne: DEFAULT_PORT,
  granian: DEFAULT_PORT,
  litestar: DEFAULT_PORT,
  chainlit: DEFAULT_PORT,
  'waitress-serve': 8080,
  waitress: 8080,
  streamlit: 8501,
};

/** The entry point that a command line of a Procfile, an app.yaml or the like means. */
export function startedCommand(written: string, because: string, isWeb: boolean): EntryPoint {
  const line = withoutRunners(withoutComment(written).trim());
  const { words, envs, needsShell } = shellWords(line);
  const usesPort = /\$\{?PORT\b/.test(line);
  const isSequence = /[|&;]/.test(line);
  const isExec = /^(?:exec|cd)\s/.test(line) || Object.keys(envs).length > 0;
  const program = startedProgram(line, words);
  const options = isWeb && !HAS_ADDRESS.test(line) ? ownValue(OPTIONS, program) : undefined;
  const command = needsShell
    ? ['sh', '-c', isSequence || isExec ? line : `exec ${line}`]
    : [...words, ...(options ?? [])];
  const port = isWeb ? portOf(line, program, usesPort) : undefined;
  // gunicorn listens on PORT where no address is given.
  const asksPort = usesPort || (program === 'gunicorn' && !/(?:-b|--bind)\b/.test(line));
  return {
    command,
    because,
    ...(port !== undefined && { port }),
    envs: {
      ...(isWeb && asksPort && { PORT: String(port ?? DEFAULT_PORT) }),
      ...(isWeb &&
        !/--?(?:h|host|bind|server\.address)\b/.test(line) &&
        ownValue(ADDRESSES, program)),
      ...(needsShell ? {} : envs),
    },
    isFile: true,
  };
}

/** The program that listens: of several commands the last one that is a server. */
function startedProgram(line: string, [first = '']: readonly string[]): string {
  const programs = line.split(/[|&;]+/).map((command) => {
    const { words } = shellWords(command.trim().replace(/^exec\s+/, ''));
    const [own = '', option, module = ''] = words.filter((word) => !isAssignment(word));
    return /^python[\d.]*$/.test(own) && option === '-m' ? module : own;
  });
  return programs.findLast((program) => Object.hasOwn(PORTS, program)) ?? first;
}

function portOf(line: string, program: string, usesPort: boolean): number | undefined {
  if (usesPort) return DEFAULT_PORT;
  const written =
    /(?:--port[= ]|-p |--server\.port[= ]|(?:--(?:bind|listen|http(?:-socket)?)[= ]|-b ?)\S*:|0\.0\.0\.0:)(\d{2,5})\b/.exec(
      line,
    );
  return written ? Number(written[1]) : ownValue(PORTS, program);
}
