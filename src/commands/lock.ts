import { join } from 'node:path';
import { defineCommand } from 'citty';
import { renderDiagnostics } from '../diagnostics/render.ts';
import { buildArgumentValues } from './build/build-argument-values.ts';
import type { DefinitionRequest } from './build/build-request.ts';
import { buildxArguments } from './build/buildx-arguments.ts';
import { definitionArguments } from './build/definition-arguments.ts';
import { parseDefinitionRequest } from './build/parse-request.ts';
import { questionFlags } from './build/passed-flags.ts';
import { withTemporaryDirectory } from './build/prepare.ts';
import { preparedRun } from './build/prepared-run.ts';
import type { CommandArgument } from './command-arguments.ts';
import { runBuildx } from './docker.ts';
import { exitCode } from './exit-code.ts';
import { checkLocks } from './lock/check-locks.ts';
import { updateFiles } from './lock/update-files.ts';
import { quotedSources } from './quoted-sources.ts';
import { print, tell } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { commandSummaries } from './command-summaries.ts';

const { target: _target, ...definition } = definitionArguments;

const lockArguments = {
  ...definition,
  release: {
    ...definitionArguments.release,
    valueHint: 'DIRECTORY|FILE',
    description: 'the directory of a grocker.yml, or the file; the locks are written next to it',
  },
  check: {
    type: 'boolean',
    default: false,
    description:
      'only check, without an engine, whether the locks still match grocker.yml. Exit status 0: they do, 1: they do not',
  },
  ...questionFlags,
} as const satisfies Readonly<Record<string, CommandArgument>>;

/** `grocker lock`: pins everything that an image is made of, in files to commit. */
export const lock = defineCommand({
  meta: {
    name: 'lock',
    description: commandSummaries.lock,
  },
  args: lockArguments,
  run: ({ args, rawArgs }) => {
    const parsed = parseDefinitionRequest(
      Object.assign({}, args, { target: '' }),
      rawArgs,
      lockArguments,
    );
    const request = { ...parsed, target: undefined };
    const { subject } = request;
    if (subject.kind !== 'directory') {
      throw new UsageError(
        `${request.argument} is not a directory: name it as \`release\` in a grocker.yml`,
      );
    }
    return args.check ? check(request) : write(request, subject.path);
  },
});

function write(request: DefinitionRequest, directory: string): Promise<number> {
  return withTemporaryDirectory(async (temporary) => {
    const { run } = await preparedRun(request, temporary);
    const answer = join(temporary, 'answer');
    const result = { output: `type=local,dest=${answer}` };
    const status = await runBuildx(
      buildxArguments({ ...run, target: 'lock', names: [], result }),
      'errors',
    );
    if (status !== 0) return status;
    for (const { path, changed } of await updateFiles(answer, directory)) {
      print(`${changed ? 'wrote' : 'unchanged'} ${join(directory, path)}\n`);
    }
    return exitCode.done;
  });
}

function check(request: DefinitionRequest): Promise<number> {
  return withTemporaryDirectory(async (temporary) => {
    const { action } = await preparedRun(request, temporary);
    const found = await checkLocks(action, {
      args: buildArgumentValues(request.passed),
      platforms: request.passed.get('platform')?.flatMap((list) => list.split(',')) ?? [],
    });
    if (found.length === 0) return exitCode.done;
    tell(renderDiagnostics(found, await quotedSources(found)));
    return exitCode.failed;
  });
}
