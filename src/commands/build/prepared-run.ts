import { existsSync } from 'node:fs';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SourceText } from '../../diagnostics/source-text.ts';
import { directoryTree } from '../../inputs/directory-tree.ts';
import type { ProjectTree } from '../../inputs/project-tree.ts';
import { tell } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { buildAction } from './build-action.ts';
import type { BuildAction } from './build-action.ts';
import type { DefinitionRequest } from './build-request.ts';
import type { BuildxRun } from './buildx-arguments.ts';
import { prepare, textOf } from './prepare.ts';
import { caVariables, secrets } from './secrets.ts';

/** Reads and writes everything that a build needs; the returned run has neither names nor a result yet. */
export async function preparedRun(
  request: DefinitionRequest,
  temporary: string,
): Promise<{
  readonly action: BuildAction;
  readonly run: BuildxRun;
  /** The files of the directory, if the definition is inferred from them. */
  readonly tree?: ProjectTree;
}> {
  const found = await readConfigs(request);
  const inferred = found.length > 0 ? undefined : await inferredConfigs(request, temporary);
  const configs = inferred?.configs ?? found;
  const frontend = process.env['GROCKER_FRONTEND'];
  const action = buildAction(request, { configs, temporary, frontend });
  await checkSubject(request);
  await prepare(action);
  const run = {
    ...action,
    target: request.target,
    names: [],
    result: { output: 'type=cacheonly' },
    secrets: secrets(request, secretFiles()),
    cache: request.cache,
    pull: request.pull,
    passed: request.passed,
  };
  return { action, run, ...(inferred && { tree: inferred.tree }) };
}

/** As Grocker 8: the files given, else .grocker.yml; a directory's own is looked for in it. */
async function readConfigs({
  config: given,
  subject,
}: DefinitionRequest): Promise<readonly SourceText[]> {
  const own = subject.kind === 'directory' ? subject.definition : undefined;
  const config = [...(own === undefined ? [] : [own]), ...given];
  if (config.length > 0) {
    return Promise.all(
      config.map(async (path) => {
        const text = await textOf(path);
        if (text === undefined) throw new UsageError(`there is no ${path}`);
        return new SourceText(path, text);
      }),
    );
  }
  const candidates =
    subject.kind === 'directory'
      ? ['grocker.yml', '.grocker.yml'].map((name) => join(subject.path, name))
      : ['.grocker.yml'];
  for (const path of candidates) {
    const text = await textOf(path);
    if (text !== undefined) return [new SourceText(path, text)];
  }
  return [];
}

/** A definition, and the files that it is inferred from. */
interface Inferred {
  readonly configs: readonly SourceText[];
  readonly tree: ProjectTree;
}

/** The definition that `grocker init` would write for a directory without a grocker.yml. */
async function inferredConfigs(
  { subject }: DefinitionRequest,
  temporary: string,
): Promise<Inferred | undefined> {
  if (subject.kind !== 'directory' || !existsSync(subject.path)) return undefined;
  const { inferredText } = await import('../../init/inferred-text.ts');
  const tree = await directoryTree(subject.path);
  const text = inferredText(tree);
  if (text === undefined) return { configs: [], tree };
  const name = join(temporary, 'inferred', 'grocker.yml');
  await mkdir(dirname(name), { recursive: true });
  await writeFile(name, text);
  tell(
    `There is no grocker.yml in ${subject.path}; this definition is built, and \`grocker init\` writes it:\n\n${text}\n`,
  );
  return { configs: [new SourceText(name, text)], tree };
}

async function checkSubject({ subject }: DefinitionRequest): Promise<void> {
  if (subject.kind === 'release') return;
  const found = await stat(subject.path).catch(() => undefined);
  const isRight = subject.kind === 'wheel' ? found?.isFile() : found?.isDirectory();
  if (isRight !== true) throw new UsageError(`there is no ${subject.kind} ${subject.path}`);
}

function secretFiles() {
  const { env } = process;
  const bundles = caVariables.flatMap((name) => env[name] ?? []);
  return { caCertificates: bundles.find((path) => existsSync(path)) };
}
