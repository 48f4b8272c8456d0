import { hash } from 'node:crypto';
import { cache, type Mount } from '../llb/llb.ts';
import type { StepContext } from './graph-context.ts';

/** Where steps keep their logs: a cache that no result depends on. */
const LOGS = '/var/cache/grocker/logs';

/** The script that runs another one and keeps what it prints, below the directory of the steps. */
const LOGGED = '/logged.py';

/** Scripts that run what others wrote, whose words alone say why they fail. */
const LOGGED_SCRIPTS = ['compile.py'];

export function isLogged(script: string): boolean {
  return LOGGED_SCRIPTS.includes(script);
}

/** What stands before a script and its arguments where they are logged. */
export function logging(steps: string, script: string, args: readonly string[]): readonly string[] {
  return [steps + LOGGED, `${LOGS}/${hash('sha256', [script, ...args].join('\0'), 'hex')}`];
}

/** The file with the log of a process that was logged. */
export function logOf(args: readonly string[]): string | undefined {
  const at = args.findIndex((word) => word.endsWith(LOGGED));
  return at === -1 ? undefined : args[at + 1];
}

export function logsMount({ settings: { cacheNamespace } }: StepContext): Mount {
  return cache({ target: LOGS, id: `${cacheNamespace}grocker-logs` });
}
