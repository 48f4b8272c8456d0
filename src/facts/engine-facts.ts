import * as z from 'zod/mini';
import type { GraphContext, StepContext } from '../graph/graph-context.ts';
import { askBackEnd, BACK_END_ANSWER, LACKS_REQUIREMENTS } from '../graph/ask-back-end.ts';
import { downloadDigest, DIGEST_ANSWER } from '../graph/download-digest.ts';
import { installStage } from '../graph/install-stage.ts';
import { locatedAt } from '../graph/location.ts';
import { makeGraphContext } from '../graph/make-graph-context.ts';
import { PROBE_ANSWER, probe } from '../graph/probe.ts';
import { LOCK_ANSWER, resolvePythonLock, type ResolveRequest } from '../graph/python-lock.ts';
import { RELEASE_ANSWER, releaseMetadata } from '../graph/release-metadata.ts';
import { stages } from '../graph/stages.ts';
import {
  installSystemPackages,
  resolveSystemPackages,
  SYSTEM_ANSWER,
  systemPackageMounts,
} from '../graph/system-packages.ts';
import { remoteFile } from '../graph/remote-file.ts';
import { uvPlatform } from '../graph/uv-platform.ts';
import { archiveFiles } from '../inputs/archive-files.ts';
import type { Output } from '../llb/llb.ts';
import { nativeSource } from '../plan/native-source.ts';
import type { ContextOrigin, Foundation, Platform } from '../plan/plan.ts';
import { isFailure } from './failed-answer.ts';
import { SourceFailure } from './source-failure.ts';
import { stepAnswer } from './step-answer.ts';
import { joinPath } from '../paths/path-pattern.ts';
import type {
  AnyPython,
  BuildRequirementsQuestion,
  FactSource,
  PythonLockQuestion,
  ResolutionProgress,
} from './fact-source.ts';
import { unbuiltOf, type Unbuilt } from './built-first.ts';
import { buildSource } from '../plan/build-source.ts';
import { resolveInRounds } from './python-lock-rounds.ts';
import { traitsOf } from '../spec/system-family.ts';

/** Bytes of an archive that is read here; a source in a larger one gets a compiler. */
const LARGEST_SOURCE = 32 * 1024 * 1024;

/** The inputs from which a real build gets its facts. */
export interface EngineFactsPorts {
  readonly definition: FactSource['definition'];
  readonly files: FactSource['files'];
  readonly ignoreFile: FactSource['ignoreFile'];
  readonly sourceTree: FactSource['sourceTree'];
  readonly baseImage: FactSource['baseImage'];
  /** The filesystem of a base image, as `baseImage` resolved it. */
  readonly base: (reference: string, platform: Platform) => Output;
  readonly contextFiles: (origin: ContextOrigin) => Output;
  readonly steps: (platform: Platform) => StepContext;
  /** Runs what an output needs and reads one file of it; `foreign`: of a step that ran others' code. */
  readonly readFile: (output: Output, path: string, foreign?: 'foreign') => Promise<string>;
  /** The same, of a file that is not a text. */
  readonly readBytes: (output: Output, path: string, foreign?: 'foreign') => Promise<Uint8Array>;
}

/**
 * Asks the engine. The answers of its steps are cached like any other, failures too, which is why a
 * failure is believed only when the step was run for it.
 */
export class EngineFacts implements FactSource {
  readonly definition: FactSource['definition'];
  readonly files: FactSource['files'];
  readonly ignoreFile: FactSource['ignoreFile'];
  readonly sourceTree: FactSource['sourceTree'];
  readonly baseImage: FactSource['baseImage'];
  readonly #ports: EngineFactsPorts;
  readonly #refresh: boolean;

  /** @param refresh asks resolvers again though their answers are cached. */
  constructor(ports: EngineFactsPorts, refresh: boolean) {
    this.#ports = ports;
    this.#refresh = refresh;
    this.definition = ports.definition;
    this.files = ports.files;
    this.ignoreFile = ports.ignoreFile;
    this.sourceTree = ports.sourceTree;
    this.baseImage = ports.baseImage;
  }

  readonly systemPackages: FactSource['systemPackages'] = (question, place) => {
    const { platform, host } = question;
    const on = host ?? question;
    const base = locatedAt(this.#ports.base(on.base, on.platform), place);
    const asked = {
      ...question,
      program: traitsOf(question.family ?? 'debian').program,
      ...(host && {
        foreign: {
          root: locatedAt(this.#ports.base(question.base, platform), place),
          architecture: platform.architecture,
        },
      }),
    };
    return this.#believed((ignoreCache) =>
      this.#ports.readFile(
        resolveSystemPackages(this.#ports.steps(on.platform), base, asked, ignoreCache, place),
        SYSTEM_ANSWER,
      ),
    );
  };

  readonly interpreter: FactSource['interpreter'] = (question, place) => {
    const { platform } = question;
    const steps = this.#ports.steps(platform);
    const base = locatedAt(this.#ports.base(question.base, platform), place);
    const packages = { ...question.packages, ...(place && { span: place }) };
    const on = installSystemPackages(steps, 'interpreter', base, packages);
    // The Python of the base image wrote it, whatever that is.
    return this.#ports.readFile(
      probe(steps, on, question.executable, place),
      PROBE_ANSWER,
      'foreign',
    );
  };

  readonly releaseMetadata: FactSource['releaseMetadata'] = (question, on) => {
    const steps = this.#ports.steps(on.platform);
    const root = this.#pythonAlone(on);
    return this.#believed((ignoreCache) =>
      this.#ports.readFile(
        releaseMetadata(steps, root, on.python, question, ignoreCache),
        RELEASE_ANSWER,
      ),
    );
  };

  readonly download: FactSource['download'] = (question, on) => {
    const steps = this.#ports.steps(on.platform);
    const root = this.#pythonAlone(on);
    return this.#believed((ignoreCache) =>
      this.#ports.readFile(
        downloadDigest(steps, root, on.python, question.url, ignoreCache),
        DIGEST_ANSWER,
      ),
    );
  };

  /** First on the interpreter stage, which is there soonest; where it lacks git, on the compiler stage. */
  readonly pythonLock: FactSource['pythonLock'] = async (question, foundation, progress) => {
    const first = await this.#pythonLock(question, foundation, 'interpreter', { progress });
    const lacksGit = isFailure(first) && first.includes('Git executable not found');
    return lacksGit ? this.#pythonLock(question, foundation, 'compiler') : first;
  };

  /** The metadata of its source, then that of its back end, then uv's resolution of both. */
  readonly buildRequirements: FactSource['buildRequirements'] = async (question, foundation) => {
    const context = this.#context(foundation);
    const on = stages(context).building;
    const answer = await this.#believed((ignoreCache) =>
      this.#backEnd(askBackEnd(context, 'requirements', question.package, on, ignoreCache)),
    );
    if (isFailure(answer)) return answer;
    const told = stepAnswer('ask-back-end.py', backEndRequirements, answer);
    const { extra = [] } = question.package;
    const requirements = [...told.static, ...extra, ...(told.dynamic ?? [])];
    if (requirements.length === 0) return JSON.stringify({ ...told, lock: '' });
    const lock = await this.#foreignLock(requirements, question, foundation);
    return isFailure(lock) || unbuiltOf(lock) ? lock : JSON.stringify({ ...told, lock });
  };

  /**
   * Read without a container, and of a source that the daemon keeps by its digest. A file that cannot be fetched or
   * read gets a compiler: its fault is reported when it is built.
   */
  readonly nativeSource: FactSource['nativeSource'] = async ({ origin }, foundation) => {
    const { size = 0 } = 'size' in origin ? origin : {};
    const file = origin.from === 'url' ? origin.file : origin.path;
    if (size > LARGEST_SOURCE) return file;
    try {
      const context = this.#context(foundation);
      const source =
        origin.from === 'url'
          ? remoteFile(context, origin, file, stages(context).building.interpreter, undefined)
          : this.#ports.contextFiles(origin);
      const archive = archiveFiles(await this.#ports.readBytes(source, `/${file}`));
      if (archive === undefined) return file;
      const files = archive.map(({ path, read }) => ({
        path: path.replace(/^(?:\.\/)?[^/]*\//, ''),
        text: () => new TextDecoder().decode(read()),
      }));
      return nativeSource(files, origin.subdirectory ?? '') ?? null;
    } catch {
      return file;
    }
  };

  /** If every requirement has a fitting version with a wheel, these versions are taken; else the newest of each. */
  async #foreignLock(
    requirements: readonly string[],
    { platform, python, index, package: planned, builtWith }: BuildRequirementsQuestion,
    foundation: Foundation,
  ): Promise<string> {
    const constraints = (planned.constraints ?? []).join('\n');
    const none = { constraints, project: null, noIndex: false, prereleases: false };
    const lists = { paths: [], findLinks: [], extras: [], groups: [], noBinary: [], network: [] };
    const asked = { platform, python, index, requirements, onlyThese: false, ...none, ...lists };
    const wheels = await this.#pythonLock(
      { ...asked, onlyBinary: true },
      foundation,
      'interpreter',
      { foreign: true },
    );
    if (!isFailure(wheels)) return wheels;
    const question = { ...asked, onlyBinary: [], ...(builtWith && { builtWith }) };
    const any = await this.#pythonLock(question, foundation, 'interpreter', { foreign: true });
    const lacksGit = isFailure(any) && any.includes('Git executable not found');
    return lacksGit ? this.#pythonLock(question, foundation, 'compiler', { foreign: true }) : any;
  }

  /** The answer of the first attempt that comes to one. */
  async #backEnd([attempt, ...others]: readonly Output[]): Promise<string> {
    if (attempt === undefined) return 'error\nits build back end asks for more each time\n';
    const answer = await this.#ports.readFile(attempt, BACK_END_ANSWER, 'foreign');
    return answer === LACKS_REQUIREMENTS ? this.#backEnd(others) : answer;
  }

  /** An answer, asked again without the cache where that has a failure. */
  async #believed(ask: (ignoreCache: boolean) => Promise<string>): Promise<string> {
    const first = await ask(this.#refresh);
    return isFailure(first) ? ask(true) : first;
  }

  async #pythonLock(
    question: PythonLockQuestion,
    foundation: Foundation,
    stage: 'interpreter' | 'compiler',
    { foreign = false, progress }: AskedLock = {},
  ): Promise<string> {
    const context = this.#context(foundation);
    const on = stages(context).building;
    const { platform: _platform, python, project, paths, network, ...rest } = question;
    const { builtWith = [], ...asked } = rest;
    const inContext = (path: string) => ({
      path,
      source: this.#ports.contextFiles({ from: 'context', path, exclude: [] }),
    });
    const groups =
      project !== null && asked.groups.length > 0
        ? inContext(joinPath(project, 'pyproject.toml'))
        : undefined;
    const resolve = (request: ResolveRequest) =>
      this.#believed((ignoreCache) => {
        const lock = resolvePythonLock(
          context,
          { stage, output: on[stage] },
          { ...request, ...(foundation.host && { platform: uvPlatform(foundation) }) },
          groups,
          paths.map(inContext),
          ignoreCache,
        );
        return this.#ports.readFile(lock, LOCK_ANSWER);
      });
    // If its back end needs files of the compiler stage, it is queried there.
    const metadata = async (source: Unbuilt) => {
      const of = buildSource(source);
      const requirements = builtWith.find((each) => each.source === of)?.requirements;
      const unbuilt = requirements === undefined ? source : { ...source, requirements };
      const built = requirements === undefined ? await progress?.built?.(source) : undefined;
      if (built !== undefined) return JSON.stringify({ metadata: built });
      const ask = (from: Unbuilt, ignoreCache: boolean) =>
        this.#backEnd(askBackEnd(context, 'metadata', from, on, ignoreCache)).catch(
          (error: unknown) => {
            throw new SourceFailure(from, error);
          },
        );
      const asked = ask(unbuilt, false);
      progress?.reading?.(source, asked);
      const first = await asked;
      if (!isFailure(first)) return first;
      return this.#believed((ignoreCache) =>
        ask({ ...unbuilt, stage: 'compiler' }, ignoreCache && !this.#refresh),
      );
    };
    return resolveInRounds(
      { resolve, metadata, assuming: progress?.assuming },
      { ...asked, foreign },
      project === null ? undefined : projectSource(project, network),
      { network, python },
    );
  }

  #pythonAlone({ platform, base: reference, packages, python, venv }: AnyPython): Output {
    const steps = this.#ports.steps(platform);
    const base = this.#ports.base(reference, platform);
    const files = systemPackageMounts(steps, 'interpreter', packages.files, base, packages.span);
    const interpreter = installSystemPackages(steps, 'interpreter', base, packages, files);
    return installStage(steps, { base, packages, files, interpreter, python, venv }).root;
  }

  /** Answers leave no trace of the machine that they come from. */
  #context(foundation: Foundation): GraphContext {
    const context = makeGraphContext(this.#ports, foundation);
    return context.host ?? context;
  }
}

interface AskedLock {
  /** Whether strangers wrote the requirements. */
  readonly foreign?: boolean;
  readonly progress?: ResolutionProgress | undefined;
}

const backEndRequirements = z.object({
  static: z.array(z.string()),
  dynamic: z.nullable(z.array(z.string())),
});

/** A directory of the context whose metadata is requested. */
function projectSource(path: string, network: readonly string[]): Unbuilt {
  return {
    kind: 'compile',
    name: path === '.' ? 'the project' : path,
    version: null,
    stage: 'interpreter',
    origin: { from: 'context', path, exclude: [] },
    envs: [],
    configSettings: [],
    ...(network.includes(path) && { network: true }),
  };
}
