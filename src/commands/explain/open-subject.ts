import { existsSync } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plan } from '../../plan/plan.ts';
import { DockerFailure } from '../docker-errors.ts';
import { askDocker } from '../docker.ts';
import { parseFacts } from '../plan/parse-facts.ts';
import { jsonIn, parsePlan } from '../plan/parse-plan.ts';
import { replayedPlan } from '../plan/replayed-plan.ts';
import { UsageError } from '../usage-error.ts';
import { explainImage, type ExplainImageOptions } from './explain-image.ts';
import { explainPlan } from './explain-plan.ts';
import type { Explained } from './explained.ts';
import { missingImage } from './missing-image.ts';
import { layoutDirectory, layoutTarball, type ImageArchive } from './image-archive.ts';

export interface SubjectOptions extends Omit<ExplainImageOptions, 'name'> {
  /** A directory of the user, for an image that the engine writes out. */
  readonly temporary: string;
}

/** The subject of the command line: a plan, recorded facts, an OCI layout, a tarball, or an image of the engine. */
export async function explainSubject(word: string, options: SubjectOptions): Promise<Explained> {
  const found = await stat(word).catch(() => undefined);
  if (found === undefined) return explainEngineImage(word, options);
  try {
    if (found.isDirectory()) {
      if (existsSync(join(word, 'index.json'))) {
        return await explainImage(layoutDirectory(word), { ...options, name: word });
      }
      throw new UsageError('the directory is not an OCI layout: it has no index.json');
    }
    if (await startsAsJson(word)) return explainPlan(await planOf(word, options.platform), word);
    return await explainImage(await layoutTarball(word), { ...options, name: word });
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`${word}: ${error.message}`);
    throw error;
  }
}

async function explainEngineImage(
  name: string,
  { temporary, ...options }: SubjectOptions,
): Promise<Explained> {
  if (/[\\/]$|^\.\.?[\\/]|\.(?:json|tar)$/.test(name)) throw new UsageError(`there is no ${name}`);
  const file = join(temporary, `${name.replaceAll(/[^\w.-]+/g, '-')}.tar`);
  const platform = options.platform === undefined ? [] : ['--platform', options.platform];
  const { status, errors } = await askDocker([
    ...['image', 'save', ...platform, '--output', file],
    name,
  ]);
  if (status !== 0) throw await unsavedImage(name, errors);
  return explainImage(await archiveOf(file), { ...options, name });
}

/** The error for an image that the engine does not write out. */
async function unsavedImage(name: string, errors: string): Promise<Error> {
  const isMissing = /no such image|reference does not exist|image .* not found/i.test(errors);
  return isMissing ? missingImage([name]) : new DockerFailure(errors);
}

function archiveOf(file: string): Promise<ImageArchive> {
  return layoutTarball(file);
}

async function startsAsJson(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    return /^\s*\{/.test(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await handle.close();
  }
}

async function planOf(file: string, platform: string | undefined): Promise<Plan> {
  const text = await readFile(file, 'utf8');
  const read = jsonIn(text);
  if (typeof read === 'object' && read !== null && 'answers' in read) {
    return replayedPlan(parseFacts(file, text), { platform });
  }
  return parsePlan(file, text);
}
