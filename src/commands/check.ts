import { randomBytes } from 'node:crypto';
import { defineCommand } from 'citty';
import { visibleJson, visibleText } from '../diagnostics/visible-text.ts';
import { parseDefinitionRequest } from './build/parse-request.ts';
import type { BuildAction } from './build/build-action.ts';
import type { DefinitionRequest } from './build/build-request.ts';
import { buildxArguments } from './build/buildx-arguments.ts';
import { definitionArguments } from './build/definition-arguments.ts';
import { questionFlags } from './build/passed-flags.ts';
import { withTemporaryDirectory } from './build/prepare.ts';
import { preparedRun } from './build/prepared-run.ts';
import { stageRun } from './build/stage-run.ts';
import { awaitStart, isGoodStart } from './check/await-start.ts';
import {
  containerLog,
  containerState,
  listening,
  startContainer,
  startedImage,
} from './check/container.ts';
import { fixDefinition } from './check/fix-definition.ts';
import { removeTrial } from './check/remove-trial.ts';
import { checkReport, reportText, type CheckReport } from './check/check-report.ts';
import type { CommandArgument } from './command-arguments.ts';
import { commandSummaries } from './command-summaries.ts';
import { runBuildx } from './docker.ts';
import { exitCode } from './exit-code.ts';
import { Progress } from './progress.ts';
import { print, tell } from './terminal.ts';
import { terminalStyle } from './terminal-style.ts';
import { UsageError } from './usage-error.ts';

const checkArguments = {
  ...definitionArguments,
  fix: {
    type: 'boolean',
    default: false,
    description: 'add what is missing to grocker.yml, and check again',
  },
  start: {
    type: 'boolean',
    default: true,
    description: 'start a container of the image',
    negativeDescription: 'build the target `check`, and start nothing',
  },
  timeout: {
    type: 'string',
    valueHint: 'SECONDS',
    default: '30',
    description: 'seconds that the container has to come up',
  },
  json: {
    type: 'boolean',
    default: false,
    description: 'print a JSON object instead of text',
  },
  ...questionFlags,
} as const satisfies Readonly<Record<string, CommandArgument>>;

/** How often `--fix` adds settings and tries again. */
const mostFixes = 4;

/** `grocker check`: whether the image of a project starts. */
export const check = defineCommand({
  meta: { name: 'check', description: commandSummaries.check },
  args: checkArguments,
  run: async ({ args, rawArgs }) => {
    const request = parseDefinitionRequest(args, rawArgs, checkArguments);
    const timeout = Number(args.timeout);
    if (!(timeout > 0)) throw new UsageError(`--timeout takes seconds, not "${args.timeout}"`);
    for (let fixes = 0; ; fixes += 1) {
      const { status, report, action } = await checked(request, { start: args.start, timeout });
      const isGood =
        status === exitCode.done && (report === undefined || isGoodStart(report.start));
      if (!isGood && args.fix && fixes < mostFixes) {
        const mended = await fixDefinition(request, action, report?.cause?.fix);
        if (mended.length > 0) {
          tell(visibleText(`${mended.join('\n')}\nChecking again.\n`));
          continue;
        }
      }
      if (report !== undefined) {
        print(args.json ? visibleJson(report) : reportText(report, terminalStyle(process.stdout)));
      }
      return status !== exitCode.done ? status : isGood ? exitCode.done : exitCode.failed;
    }
  },
});

interface Checked {
  readonly status: number;
  readonly report?: CheckReport;
  readonly action: BuildAction;
}

function checked(
  request: DefinitionRequest,
  { start, timeout }: { readonly start: boolean; readonly timeout: number },
): Promise<Checked> {
  return withTemporaryDirectory(async (temporary) => {
    const { action, run } = await preparedRun(request, temporary);
    const file = `${temporary}/check.yml`;
    const stage = await stageRun(request, action, run, { target: 'check', file });
    const status = await runBuildx(buildxArguments(stage), 'errors');
    if (status !== exitCode.done || !start) return { status, action };
    const name = `grocker-check-${randomBytes(6).toString('hex')}`;
    const trial = removeTrial(name);
    try {
      const built = await runBuildx(
        buildxArguments({ ...run, names: [name], result: 'load' }),
        'errors',
      );
      if (built !== exitCode.done) return { status: built, action };
      return { status: exitCode.done, report: await tried(name, timeout, action), action };
    } finally {
      await trial.remove();
    }
  });
}

async function tried(name: string, timeout: number, action: BuildAction): Promise<CheckReport> {
  const image = await startedImage(name);
  await startContainer(name, image, name);
  const progress = new Progress();
  const begun = performance.now();
  const start = await awaitStart(image, timeout, {
    state: () => containerState(name),
    listening: (port) => listening(name, port),
    progress: (seconds) => {
      progress.tell(`waiting for the container: ${seconds} s of ${timeout}`);
    },
  });
  progress.end();
  const seconds = (performance.now() - begun) / 1000;
  return checkReport({ start, seconds, image, log: await containerLog(name), action });
}
