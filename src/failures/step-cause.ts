import type { Help } from '../diagnostics/help.ts';
import { distributionOfModule } from '../python/distribution-of-module.ts';
import { decisiveLines } from './build-log/explain-log.ts';
import { lastCause, type CauseRow } from './last-cause.ts';

/** Why a command of `steps` failed, by its output. */
export interface StepCause {
  /** Empty if the output says nothing. */
  readonly told: string;
  readonly help: Help;
}

/** Messages of applications that lack something when they are loaded, and the remedy. */
const causes: readonly CauseRow<undefined, Help>[] = [
  [/^KeyError: ["']([A-Z][A-Z0-9_]*)["']/, ([, name = '']) => variable(name)],
  [/\bSet the ([A-Z][A-Z0-9_]*) environment variable/, ([, name = '']) => variable(name)],
  [/\b([A-Z][A-Z0-9_]*) not found\. Declare it as envvar/, ([, name = '']) => variable(name)],
  [/\bThe (SECRET_KEY) setting must not be empty/, ([, name = '']) => variable(name)],
  [
    /\bSTATIC_ROOT\b/,
    () =>
      'Set STATIC_ROOT in the settings of Django to the directory in `output`, or remove the step.',
  ],
  [
    /^ModuleNotFoundError: No module named ["']([\w.]+)["']/,
    ([, module = '']) => {
      const [top = module] = module.split('.');
      return `Add ${distributionOfModule(top) ?? `the package that has ${top}`} to the requirements of the application, and to its lock.`;
    },
  ],
  [
    /could not translate host name|Name or service not known|Temporary failure in name resolution|Connection refused|Network is unreachable/,
    () =>
      'Remove what the command asks a server for, or run it when the container starts: steps run without a network.',
  ],
];

/** The cause that the output of a failed command shows: the last line that is known. */
export function stepCause(log: string): StepCause {
  const found = lastCause(log, causes, undefined);
  if (found !== undefined) return { told: shortened(found.line), help: found.cause };
  const lines = log.split(/\r?\n/).map((line) => line.trim());
  const raised = lines.findLast((line) =>
    /^(?:\w+\.)*\w+(?:Error|Exception|Configured): /.test(line),
  );
  const told = log.trim() === '' ? '' : shortened(raised ?? decisiveLines(log));
  return { told, help: 'See the output of the command above; steps run without a network.' };
}

function variable(name: string): Help {
  return `Give the step the variable with \`envs: {${name}: …}\`; it is not in the image.`;
}

const LONGEST = 300;

function shortened(line: string): string {
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
