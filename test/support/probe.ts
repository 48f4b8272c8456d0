import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { CommandResult } from './command.ts';
import { buildx, temporaryDirectory, type Files } from './engine.ts';
import type { Question } from './probe-frontend.ts';
import { startFrontend, type TestFrontend } from './test-frontend.ts';

/** The frontend of probe-frontend.ts. */
export type Probe = TestFrontend;

/** Builds and pushes the frontend image that answers questions. */
export function startProbe(): Promise<Probe> {
  return startFrontend('probe', 'probe-frontend.ts');
}

/** The definition that asks these questions, one on each line from the third. */
export function definition(probe: Probe, questions: readonly Question[]): string {
  const lines = questions.map((question) => JSON.stringify(question)).join(',\n');
  return `# syntax=${probe.image}\n[\n${lines}\n]\n`;
}

/** Asks questions in a build whose context holds these files, and gives the answers. */
export async function ask(
  probe: Probe,
  questions: readonly Question[],
  options: {
    readonly files?: Files;
    readonly args?: readonly string[];
    readonly context?: string;
  } = {},
): Promise<readonly unknown[]> {
  const directory = await temporaryDirectory({
    ...options.files,
    'grocker.yml': definition(probe, questions),
  });
  const result = await temporaryDirectory();
  await buildx([
    'build',
    '--file',
    join(directory, 'grocker.yml'),
    '--output',
    `type=local,dest=${result}`,
    ...(options.args ?? []),
    options.context ?? directory,
  ]);
  return JSON.parse(await readFile(join(result, 'answers.json'), 'utf8')) as unknown[];
}

/** The same where the build has to fail. */
export async function askInVain(
  probe: Probe,
  questions: readonly Question[],
): Promise<CommandResult> {
  const directory = await temporaryDirectory({ 'grocker.yml': definition(probe, questions) });
  return buildx(
    ['build', '--file', join(directory, 'grocker.yml'), '--output', 'type=cacheonly', directory],
    { statuses: [1] },
  );
}
