import { existsSync } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { defineCommand } from 'citty';
import { parse } from 'smol-toml';
import grocker from '../../package.json' with { type: 'json' };
import { SourceText } from '../diagnostics/source-text.ts';
import { readProjectMetadata } from '../python/project-metadata.ts';
import { knownApplication } from './build/application.ts';
import { buildAction } from './build/build-action.ts';
import type { BuildAction } from './build/build-action.ts';
import { buildArguments } from './build/build-arguments.ts';
import type { BuildRequest } from './build/build-request.ts';
import { buildxArguments } from './build/buildx-arguments.ts';
import type { BuildxRun } from './build/buildx-arguments.ts';
import { imageNames, stageImageName } from './build/image-names.ts';
import type { Application } from './build/image-names.ts';
import { parseRequest } from './build/parse-request.ts';
import { prepare, textOf, withTemporaryDirectory } from './build/prepare.ts';
import { resultFile } from './build/result-file.ts';
import { caVariables, secrets } from './build/secrets.ts';
import { runDocker } from './docker.ts';
import { exitCode } from './exit-code.ts';
import { UsageError } from './usage-error.ts';

/** `grocker build`: makes an image of a release, a wheel or a project. */
export const build = defineCommand({
  meta: {
    name: 'build',
    description: 'Make the image of a release, a wheel or a project, with `docker buildx build`',
  },
  args: buildArguments,
  run: ({ args, rawArgs }) => runBuild(parseRequest(args, rawArgs)),
});

function runBuild(request: BuildRequest): Promise<number> {
  return withTemporaryDirectory(async (temporary) => {
    const configs = await readConfigs(request);
    const frontend = process.env['GROCKER_FRONTEND'];
    const action = buildAction(request, { configs, temporary, frontend });
    await checkSubject(request);
    await prepare(action.files);
    const run: BuildxRun = {
      ...action,
      target: request.buildImage ? request.target : 'wheels',
      names: [],
      result: { output: 'type=cacheonly' },
      secrets: secrets(request, await secretFiles()),
      cache: request.cache,
      pull: request.pull,
      passed: request.passed,
    };
    const names = await namesOf(request, action, run, temporary);
    if (typeof names === 'number') return names;
    const metadata = join(temporary, 'metadata.json');
    if (request.buildImage || request.buildDependencies) {
      const result = resultOf(request);
      const isImage = result === 'load' || result === 'push' || result === 'given';
      const status = await runDocker(
        buildxArguments({ ...run, names: isImage ? names : [], result, metadata }),
      );
      if (status !== 0) return status;
    }
    if (request.push && !request.buildImage) {
      for (const name of names) {
        const status = await runDocker(['push', name]);
        if (status !== 0) return status;
      }
    }
    if (request.resultFile !== undefined) {
      await writeFile(request.resultFile, resultFile(await result(request, names, metadata)));
    }
    return exitCode.done;
  });
}

/** As Grocker 8: the files given, else .grocker.yml; a directory's own is looked for in it. */
async function readConfigs({ config, subject }: BuildRequest): Promise<readonly SourceText[]> {
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

async function checkSubject({ subject }: BuildRequest): Promise<void> {
  if (subject.kind === 'release') return;
  const found = await stat(subject.path).catch(() => undefined);
  const isRight = subject.kind === 'wheel' ? found?.isFile() : found?.isDirectory();
  if (isRight !== true) throw new UsageError(`there is no ${subject.kind} ${subject.path}`);
}

/** The image's names; the exit status where they had to be asked for and could not be told. */
async function namesOf(
  request: BuildRequest,
  { spec, service, context }: BuildAction,
  run: BuildxRun,
  temporary: string,
): Promise<readonly string[] | number> {
  if (request.imageName !== undefined) return [request.imageName];
  const { prefix, baseName } = spec.naming;
  const { target } = request;
  if (target === 'root' || target === 'compiler') {
    return [stageImageName(spec.runtime.name, target, prefix, grocker.version)];
  }
  if (target === 'wheels' || target === 'lock' || target === 'check') return [];
  const project = spec.project && (await projectMetadata(join(context, spec.project.value)));
  const application =
    knownApplication(spec, project) ?? (await askedApplication(request, run, temporary));
  if (typeof application === 'number') return application;
  return imageNames(application, { prefix, baseName, service }, grocker.version);
}

async function projectMetadata(directory: string) {
  const text = await textOf(join(directory, 'pyproject.toml'));
  // Mistakes of the file are the build's to tell.
  return text === undefined ? undefined : readProjectMetadata(parse(text)).project;
}

/** Builds as far as the application's name and version are known; the image then comes from the cache. */
async function askedApplication(
  request: BuildRequest,
  run: BuildxRun,
  temporary: string,
): Promise<Application | number> {
  const answer = join(temporary, 'answer');
  const platform = request.passed.get('platform')?.[0]?.split(',')[0];
  const passed = new Map([...run.passed].filter(([flag]) => flag !== 'output'));
  if (platform !== undefined) passed.set('platform', [platform]);
  const output = `type=local,dest=${answer}`;
  const target = 'application';
  const status = await runDocker(buildxArguments({ ...run, target, passed, result: { output } }));
  if (status !== 0) return status;
  // Written by the frontend's target `application`, as exactly this.
  return JSON.parse((await textOf(join(answer, 'application.json'))) ?? '') as Application;
}

function resultOf(request: BuildRequest): BuildxRun['result'] {
  if (!request.buildImage || request.target === 'check') return { output: 'type=cacheonly' };
  if (request.push) return 'push';
  if (request.passed.has('output')) return 'given';
  if (request.target === 'wheels' || request.target === 'lock') {
    throw new UsageError(`say where the files of ${request.target} go: --output DIRECTORY`);
  }
  return 'load';
}

async function result(request: BuildRequest, names: readonly string[], metadataFile: string) {
  const { target, argument } = request;
  const [name = null] = names;
  const isStage = target === 'root' || target === 'compiler';
  return {
    release: argument,
    image: isStage ? null : name,
    images: names,
    compiler_image: target === 'compiler' ? name : null,
    root_image: target === 'root' ? name : null,
    hash: digestOf(await textOf(metadataFile)),
  };
}

/** `containerimage.digest` of what `--metadata-file` wrote. */
function digestOf(metadata: string | undefined): string | null {
  const known = metadata === undefined ? {} : (JSON.parse(metadata) as Record<string, unknown>);
  const digest = known['containerimage.digest'];
  return typeof digest === 'string' ? digest : null;
}

async function secretFiles() {
  const { env } = process;
  const bundles = caVariables.flatMap((name) => env[name] ?? []);
  const pip = [
    env['PIP_CONFIG_FILE'],
    join(homedir(), '.config/pip/pip.conf'),
    join(homedir(), '.pip/pip.conf'),
  ].filter((path) => path !== undefined);
  return Promise.resolve({
    caCertificates: bundles.find((path) => existsSync(path)),
    pipConf: pip.find((path) => path !== '/dev/null' && existsSync(path)),
  });
}
