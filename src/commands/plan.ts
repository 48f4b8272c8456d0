import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineCommand } from 'citty';
import { visibleJson, visibleJsonText } from '../diagnostics/visible-text.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { buildArgumentValues } from './build/build-argument-values.ts';
import { buildxArguments } from './build/buildx-arguments.ts';
import type { DefinitionRequest } from './build/build-request.ts';
import { commandLineLayer } from './build/command-line-layer.ts';
import { definitionArguments } from './build/definition-arguments.ts';
import { parseDefinitionRequest } from './build/parse-request.ts';
import { questionFlags } from './build/passed-flags.ts';
import { withTemporaryDirectory } from './build/prepare.ts';
import { preparedRun } from './build/prepared-run.ts';
import { question } from './build/question.ts';
import type { CommandArgument } from './command-arguments.ts';
import { runBuildx } from './docker.ts';
import { exitCode } from './exit-code.ts';
import { parseFacts } from './plan/parse-facts.ts';
import { replayedPlan } from './plan/replayed-plan.ts';
import { print } from './terminal.ts';
import { writeWhole } from './write-whole.ts';
import { commandSummaries } from './command-summaries.ts';

const planArguments = {
  ...definitionArguments,
  facts: {
    type: 'string',
    valueHint: 'FILE',
    description: 'plan from recorded answers, without an engine; they include the definition',
  },
  record: {
    type: 'string',
    valueHint: 'FILE',
    description: 'record the answers of context, registry, apt and index',
  },
  ...questionFlags,
} as const satisfies Readonly<Record<string, CommandArgument>>;

/** `grocker plan`: prints what would be built, as JSON. */
export const plan = defineCommand({
  meta: { name: 'plan', description: commandSummaries.plan },
  args: planArguments,
  run: ({ args, rawArgs }) => {
    const request = parseDefinitionRequest(args, rawArgs, planArguments);
    return args.facts === undefined
      ? askedPlan(request, args.record)
      : recordedPlan(request, args.facts);
  },
});

/** From an engine: everything is resolved, and only what that needs is built. */
function askedPlan(request: DefinitionRequest, record: string | undefined): Promise<number> {
  return withTemporaryDirectory(async (temporary) => {
    const { action, run } = await preparedRun(request, temporary);
    const answer = join(temporary, 'answer');
    const asked = await question(request, action, run, { target: 'plan', answer });
    const status = await runBuildx(buildxArguments(asked), 'errors');
    if (status !== 0) return status;
    if (record !== undefined) {
      const text = await readFile(join(answer, 'facts.json'));
      await writeWhole([{ path: record, text }]);
    }
    print(visibleJsonText(await readFile(join(answer, 'plan.json'), 'utf8')));
    return exitCode.done;
  });
}

async function recordedPlan(request: DefinitionRequest, file: string): Promise<number> {
  const { subject, target, passed } = request;
  const facts = parseFacts(file, await readFile(file, 'utf8'));
  const read = async (path: string) => new SourceText(path, await readFile(path, 'utf8'));
  const given = subject.kind === 'directory' ? subject.definition : undefined;
  const layer = commandLineLayer(request, undefined);
  const made = await replayedPlan(facts, {
    definition: given === undefined ? undefined : await read(given),
    files: [...(await Promise.all(request.config.map(read))), ...(layer ? [layer] : [])],
    args: buildArgumentValues(passed),
    platform: passed.get('platform')?.[0],
    ...(target !== undefined && { target }),
  });
  print(visibleJson(made));
  return exitCode.done;
}
