import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Help } from '../diagnostics/help.ts';
import type { Explanation } from './explained-failure.ts';
import type { Failure } from './failure.ts';

/** The exit status of a process that got SIGKILL (128 + 9), which is how a kernel without memory ends one. */
export const KILLED = 137;

/** The remedy for a build, of a package if it is known, that has too little memory. */
export function moreMemory(name = 'NAME'): Help {
  return `Give the builder more memory, or fewer parallel jobs (environment variables such as MAX_JOBS or CMAKE_BUILD_PARALLEL_LEVEL in \`compile.${name}.envs\`).`;
}

/** A step of ours that was killed. */
export function killed({ kind, exitCode, args }: Failure): Explanation | undefined {
  if (kind !== 'process' || exitCode !== KILLED) return undefined;
  const script = args.find((word) => word.includes('/steps/'))?.replace(/^.*\//, '') ?? 'a step';
  const diagnostic: Diagnostic = {
    code: 'out-of-memory',
    severity: 'error',
    message: `${script} was killed: most likely the builder has too little memory`,
    help: moreMemory(),
  };
  return { diagnostic };
}
