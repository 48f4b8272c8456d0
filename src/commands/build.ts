import * as z from 'zod/mini';
import { join } from 'node:path';
import { defineCommand } from 'citty';
import grocker from '../../package.json' with { type: 'json' };
import { directoryTree } from '../inputs/directory-tree.ts';
import type { ProjectTree } from '../inputs/project-tree.ts';
import { targetNamed } from '../spec/targets.ts';
import { knownApplication } from './build/application.ts';
import type { BuildAction } from './build/build-action.ts';
import { buildArguments } from './build/build-arguments.ts';
import type { BuildRequest } from './build/build-request.ts';
import { buildxArguments } from './build/buildx-arguments.ts';
import type { BuildxRun } from './build/buildx-arguments.ts';
import { directoryImageName, imageNames, stageImageName } from './build/image-names.ts';
import type { Application } from './build/image-names.ts';
import { parseRequest } from './build/parse-request.ts';
import { textOf, withTemporaryDirectory } from './build/prepare.ts';
import { preparedRun } from './build/prepared-run.ts';
import { projectMetadata } from './build/project-metadata.ts';
import { question } from './build/question.ts';
import { resultFile } from './build/result-file.ts';
import { runExport } from './build/run-export.ts';
import { stageRun } from './build/stage-run.ts';
import { runBuildx, runDocker } from './docker.ts';
import { exitCode } from './exit-code.ts';
import { neededInShell, runCommand } from './init/next-commands.ts';
import { tell } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { writeWhole } from './write-whole.ts';
import { commandSummaries } from './command-summaries.ts';

/** `grocker build`: makes an image of a release, a wheel or a project. */
export const build = defineCommand({
  meta: {
    name: 'build',
    description: commandSummaries.build,
  },
  args: buildArguments,
  run: ({ args, rawArgs }) => runBuild(parseRequest(args, rawArgs)),
});

function runBuild(request: BuildRequest): Promise<number> {
  return withTemporaryDirectory(async (temporary) => {
    const { action, run: prepared, tree } = await preparedRun(request, temporary);
    const file = join(temporary, 'wheels.yml');
    const run = request.buildImage
      ? prepared
      : await stageRun(request, action, prepared, { target: 'wheels', file });
    const isNamed = request.buildImage || request.push || request.resultFile !== undefined;
    const names = isNamed ? await namesOf(request, action, prepared, temporary) : [];
    if (typeof names === 'number') return names;
    const metadata = join(temporary, 'metadata.json');
    if (request.buildImage || request.buildDependencies) {
      const result = resultOf(request);
      const isImage = result === 'load' || result === 'push' || result === 'given';
      const [name] = names;
      const isLoaded = result === 'load' && isImage && name !== undefined;
      // Its files are read as they are built: they may change meanwhile.
      const reading = isLoaded ? treeOf(action, tree) : undefined;
      const status = await runExport({ ...run, names: isImage ? names : [], result, metadata });
      if (status !== 0) return status;
      if (isLoaded) tell(nextCommand(name, action, await needsOf(action, await reading)));
    }
    if (request.push && !request.buildImage) {
      for (const name of names) {
        const status = await runDocker(['push', name]);
        if (status !== 0) return status;
      }
    }
    if (request.resultFile !== undefined) {
      const text = resultFile(await result(request, names, metadata));
      await writeWhole([{ path: request.resultFile, text }]);
    }
    return exitCode.done;
  });
}

/** How an image that is in the engine now is run. */
function nextCommand(name: string, { spec }: BuildAction, needs: readonly string[]): string {
  const ports = spec.image.ports.flatMap((port) => {
    const [number = '', protocol] = port.split('/');
    return ['-p', `${number}:${protocol === 'tcp' ? number : port}`];
  });
  const command = runCommand(name, ports, needs);
  const remark = needs.length === 0 ? '' : `\n${neededInShell(needs)}`;
  return `\n${name} is in the engine. Run it:\n\n    ${command}\n${remark}`;
}

/** The files of the directory of an application; a directory that cannot be read is the build's to report. */
async function treeOf(
  { spec, context }: BuildAction,
  known: ProjectTree | undefined,
): Promise<ProjectTree | undefined> {
  if (spec.release !== undefined) return undefined;
  return known ?? directoryTree(context).catch(() => undefined);
}

/** The variables that the application of a directory needs, and the image does not set. */
async function needsOf(
  { spec }: BuildAction,
  tree: ProjectTree | undefined,
): Promise<readonly string[]> {
  if (tree === undefined) return [];
  const { infer } = await import('../init/infer.ts');
  const { envs } = spec.image;
  return infer(tree).needs.filter((each) => !envs.some(({ name }) => name === each));
}

/** The image's names; an exit status if a build had to determine them and failed. */
async function namesOf(
  request: BuildRequest,
  action: BuildAction,
  run: BuildxRun,
  temporary: string,
): Promise<readonly string[] | number> {
  if (request.imageName !== undefined) return [request.imageName];
  const { spec, service, context } = action;
  const { prefix, baseName } = spec.naming;
  const target = targetNamed(request.target ?? '');
  if (target.result === 'stage') {
    return [stageImageName(spec.runtime.name, target.name, prefix, grocker.version)];
  }
  if (target.result !== 'image') return [];
  const project = spec.project && (await projectMetadata(join(context, spec.project.value)));
  const application =
    knownApplication(spec, project) ?? (await askedApplication(request, action, run, temporary));
  if (typeof application === 'number') return application;
  return imageNames(named(application, request), { prefix, baseName, service }, grocker.version);
}

/** Files without a name get that of their directory: otherwise all of them would be one image. */
function named(application: Application, { subject }: BuildRequest): Application {
  if (application.name !== UNNAMED || subject.kind !== 'directory') return application;
  return { ...application, name: directoryImageName(subject.path) };
}

/** Their names in the frontend (src/project/application.ts). */
const UNNAMED = 'application';

/** Written by the frontend's target `application`. */
const applicationFile = z.object({
  name: z.string(),
  extras: z.array(z.string()),
  version: z.string(),
});

/** Builds as far as the application's name and version are known; the image then comes from the cache. */
async function askedApplication(
  request: BuildRequest,
  action: BuildAction,
  run: BuildxRun,
  temporary: string,
): Promise<Application | number> {
  const answer = join(temporary, 'answer');
  const status = await runBuildx(
    buildxArguments(await question(request, action, run, { target: 'application', answer })),
    'nowhere',
  );
  if (status !== 0) return status;
  const written = (await textOf(join(answer, 'application.json'))) ?? '';
  return z.parse(applicationFile, JSON.parse(written));
}

function resultOf(request: BuildRequest): BuildxRun['result'] {
  const target = targetNamed(request.target ?? '');
  if (!request.buildImage || target.result === 'success') return { output: 'type=cacheonly' };
  if (request.push) return 'push';
  if (request.passed.has('output')) return 'given';
  if (target.result === 'files') {
    throw new UsageError(`say where the files of ${target.name} go: --output DIRECTORY`);
  }
  return 'load';
}

async function result(request: BuildRequest, names: readonly string[], metadataFile: string) {
  const target = targetNamed(request.target ?? '');
  const [name = null] = names;
  return {
    release: request.argument,
    image: target.result === 'stage' ? null : name,
    images: names,
    compiler_image: target.name === 'compiler' ? name : null,
    root_image: target.name === 'root' ? name : null,
    hash: digestOf(await textOf(metadataFile)),
  };
}

const metadataFile = z.object({ 'containerimage.digest': z.optional(z.string()) });

/** `containerimage.digest` of what `--metadata-file` wrote. */
function digestOf(metadata: string | undefined): string | null {
  const known = metadata === undefined ? {} : z.parse(metadataFile, JSON.parse(metadata));
  return known['containerimage.digest'] ?? null;
}
