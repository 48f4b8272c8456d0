import { buildRequirements } from '../resolve/build-requirements.ts';
import type { FactSource, PythonLockQuestion } from '../facts/fact-source.ts';
import { lockedResolution } from '../resolve/locked-answers.ts';
import { ownPylock } from '../resolve/own-pylock.ts';
import { lockedRepositories } from '../resolve/system-lock.ts';
import { systemLockPath } from '../spec/system-lock-path.ts';
import { explainFailure } from '../failures/explain-failure.ts';
import { textFiles } from '../graph/text-files.ts';
import { joinPath } from '../paths/path-pattern.ts';
import { directoryOf } from '../paths/context-path.ts';
import { mergePylocks, type MachinePylock } from '../lock/formats/pylock/merge-pylocks.ts';
import { formatPlatform } from '../options/platform.ts';
import type { Platform } from '../plan/plan.ts';
import { machineOf } from '../python/tag.ts';
import { readSpec } from '../project/read-spec.ts';
import { unbuiltOf } from '../facts/built-first.ts';
import type { ParseOptions } from '../spec/parse-spec.ts';
import type { Spec } from '../spec/spec.ts';
import type {
  LockedAsset,
  LockedBuild,
  LockedImage,
  LockedResolution,
} from '../system/grocker-lock.ts';
import { mergedImages } from '../system/merged-images.ts';
import { writeGrockerLock } from '../system/write-grocker-lock.ts';
import { onPlatforms } from './on-platforms.ts';
import type { PlannedImage } from './planned.ts';
import type { BuildRequest, Built } from './target.ts';

/** Plans an image for one platform. */
export type PlanImage = (
  facts: FactSource,
  spec: Spec,
  platform: Platform,
  settings: { readonly locks: 'made' },
) => Promise<PlannedImage>;

/** The target `lock`: the files to commit, one result for every platform and every service. */
export async function buildLocks(
  facts: FactSource,
  request: BuildRequest,
  platforms: readonly Platform[],
  planImage: PlanImage,
): Promise<readonly Built[]> {
  const output = textFiles(await lockTexts(facts, request, platforms, planImage));
  return platforms.slice(0, 1).map((platform) => ({ platform, output, warnings: [] }));
}

/** The locks by their paths in the context. */
export async function lockTexts(
  source: FactSource,
  { buildArgs: args }: Pick<BuildRequest, 'buildArgs'>,
  platforms: readonly Platform[],
  planImage: PlanImage,
): Promise<Readonly<Record<string, string>>> {
  const whole = await readSpec(source, { target: 'runner', args });
  const images: LockedImage[] = [];
  const texts = new Map<string, string>();
  for (const service of [undefined, ...whole.services]) {
    const locked = await onPlatforms(platforms, (platform) =>
      lockImage(source, { target: service ?? 'runner', args }, platform, planImage),
    );
    images.push(...locked.map(({ image }) => image));
    const pylock = pylockOf(locked);
    if (pylock === undefined) continue;
    const { directory, text } = pylock;
    const isBeside = (path: string) => directoryOf(path) === directory;
    if ([...texts].some(([path, known]) => isBeside(path) && known === text)) continue;
    const name = service === undefined ? 'pylock.toml' : `pylock.${service}.toml`;
    texts.set(joinPath(directory, name), text);
  }
  texts.set(systemLockPath(whole), writeGrockerLock({ images: mergedImages(images) }));
  return Object.fromEntries(texts);
}

/** The findings for one image, for one platform. */
interface LockedParts {
  readonly image: LockedImage;
  /** Where the project is. */
  readonly directory: string;
  /** The question to uv and its answer, if no other lock determines the installed packages. */
  readonly pylock?: MachinePylock & { readonly question: PythonLockQuestion };
}

async function lockImage(
  source: FactSource,
  options: ParseOptions,
  platform: Platform,
  planImage: PlanImage,
): Promise<LockedParts> {
  const answers: { readonly question: PythonLockQuestion; readonly text: string }[] = [];
  const recorded: FactSource = {
    ...source,
    pythonLock: async (question, foundation) => {
      const text = await source.pythonLock(question, foundation);
      const { builtWith: _, ...asked } = question;
      if (unbuiltOf(text) === undefined) answers.push({ question: asked, text });
      return text;
    },
  };
  const spec = await readSpec(source, options);
  const planned = await planImage(recorded, spec, platform, { locks: 'made' });
  const { files, plan, target } = planned;
  const builds = await buildRequirements(source, planned.spec, plan, target).catch(
    (error: unknown) => {
      throw (
        explainFailure(error, { ...plan, spec: planned.spec, python: plan.python.version }) ?? error
      );
    },
  );
  const directory = files.project?.directory ?? '.';
  if (files.locks.length > 0) {
    const resolutions = answers.map(({ question, text }) => lockedResolution(question, text));
    return { image: lockedImageOf(planned, builds, resolutions), directory };
  }
  const machine = machineOf(platform.architecture);
  const [resolved] = answers;
  return {
    image: lockedImageOf(planned, builds, []),
    directory,
    ...(resolved && { pylock: { machine, ...resolved } }),
  };
}

function pylockOf(
  locked: readonly LockedParts[],
): { readonly directory: string; readonly text: string } | undefined {
  const pylocks = locked.flatMap(({ pylock }) => pylock ?? []);
  const [first, ...others] = pylocks.map(({ question }) => question);
  if (first === undefined) return undefined;
  const text = ownPylock(mergePylocks(pylocks), [first, ...others]);
  return { directory: locked[0]?.directory ?? '.', text };
}

function lockedImageOf(
  { spec, plan, system, target, pinned }: PlannedImage,
  builds: readonly LockedBuild[],
  resolutions: readonly LockedResolution[],
): LockedImage {
  const { version, executable, libc } = plan.python;
  const stage = (name: keyof typeof system) => ({
    requested: plan.system[name].requested,
    packages: system[name],
  });
  return {
    platform: formatPlatform(plan.platform),
    base: spec.runtime.image,
    reference: plan.base.reference,
    python: { version, executable, libc, freeThreaded: target.interpreter.freeThreaded },
    repositories: lockedRepositories(spec),
    stages: {
      interpreter: stage('interpreter'),
      root: stage('root'),
      compiler: stage('compiler'),
    },
    builds,
    resolutions,
    downloads: pinned.downloads,
    assets: [...pinned.references].map(([from, reference]) => lockedAsset(from, reference)),
  };
}

/** A context of the client has no digest, and is not pinned. */
function lockedAsset(from: string, reference: string): LockedAsset {
  return /^[^@\s]+@sha256:[0-9a-f]{64}$/.test(reference) ? { from, reference } : { from };
}
