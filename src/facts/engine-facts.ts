import type { GraphContext, StepContext } from '../graph/graph-context.ts';
import { BUILD_ANSWER, buildRequirements } from '../graph/build-requirements.ts';
import { PROBE_ANSWER, probe } from '../graph/probe.ts';
import { LOCK_ANSWER, resolvePythonLock } from '../graph/python-lock.ts';
import { RELEASE_ANSWER, releaseMetadata } from '../graph/release-metadata.ts';
import { stages } from '../graph/stages.ts';
import {
  installSystemPackages,
  resolveSystemPackages,
  SYSTEM_ANSWER,
} from '../graph/system-packages.ts';
import type { Output } from '../llb/llb.ts';
import type { ContextOrigin, Foundation, Platform } from '../plan/plan.ts';
import { isFailure } from './failed-answer.ts';
import type { FactSource, PythonLockQuestion } from './fact-source.ts';

/** What the facts of a real build come from. */
export interface EngineFactsPorts {
  readonly definition: FactSource['definition'];
  readonly files: FactSource['files'];
  readonly baseImage: FactSource['baseImage'];
  /** The filesystem of a base image, as `baseImage` resolved it. */
  readonly base: (reference: string, platform: Platform) => Output;
  readonly contextFiles: (origin: ContextOrigin) => Output;
  readonly steps: (platform: Platform) => StepContext;
  /** Runs what an output needs and reads one file of it. */
  readonly readFile: (output: Output, path: string) => Promise<string>;
}

/**
 * Asks the engine. The answers of its steps are cached like any other, failures too, which is why a
 * failure is believed only when the step was run for it.
 */
export class EngineFacts implements FactSource {
  readonly definition: FactSource['definition'];
  readonly files: FactSource['files'];
  readonly baseImage: FactSource['baseImage'];
  readonly #ports: EngineFactsPorts;
  readonly #refresh: boolean;

  /** @param refresh asks resolvers again though their answers are cached. */
  constructor(ports: EngineFactsPorts, refresh: boolean) {
    this.#ports = ports;
    this.#refresh = refresh;
    this.definition = ports.definition;
    this.files = ports.files;
    this.baseImage = ports.baseImage;
  }

  readonly systemPackages: FactSource['systemPackages'] = (question) => {
    const { platform } = question;
    const base = this.#ports.base(question.base, platform);
    return this.#believed((ignoreCache) =>
      this.#ports.readFile(
        resolveSystemPackages(this.#ports.steps(platform), base, question, ignoreCache),
        SYSTEM_ANSWER,
      ),
    );
  };

  readonly interpreter: FactSource['interpreter'] = (question) => {
    const { platform } = question;
    const steps = this.#ports.steps(platform);
    const base = this.#ports.base(question.base, platform);
    const on = installSystemPackages(steps, 'interpreter', base, question.packages);
    return this.#ports.readFile(probe(steps, on, question.executable), PROBE_ANSWER);
  };

  readonly releaseMetadata: FactSource['releaseMetadata'] = (question, on) => {
    const { platform, python } = on;
    const steps = this.#ports.steps(platform);
    const base = this.#ports.base(on.base, platform);
    const interpreter = installSystemPackages(steps, 'interpreter', base, on.packages);
    return this.#believed((ignoreCache) =>
      this.#ports.readFile(
        releaseMetadata(steps, interpreter, python, question, ignoreCache),
        RELEASE_ANSWER,
      ),
    );
  };

  /** First on the interpreter stage, which is there soonest; where a package must be built to be asked, on the compiler stage. */
  readonly pythonLock: FactSource['pythonLock'] = async (question, foundation) => {
    const ask = (stage: 'interpreter' | 'compiler', ignoreCache: boolean) =>
      this.#pythonLock(question, foundation, stage, ignoreCache);
    const first = await ask('interpreter', this.#refresh);
    if (!isFailure(first)) return first;
    if (!first.startsWith('build\n')) return ask('interpreter', true);
    return this.#believed((ignoreCache) => ask('compiler', ignoreCache));
  };

  readonly buildRequirements: FactSource['buildRequirements'] = (question, foundation) => {
    const context = this.#context(foundation);
    return this.#believed((ignoreCache) =>
      this.#ports.readFile(
        buildRequirements(context, question.package, stages(context), ignoreCache),
        BUILD_ANSWER,
      ),
    );
  };

  /** An answer, asked again without the cache where that has a failure. */
  async #believed(ask: (ignoreCache: boolean) => Promise<string>): Promise<string> {
    const first = await ask(this.#refresh);
    return isFailure(first) ? ask(true) : first;
  }

  #pythonLock(
    question: PythonLockQuestion,
    foundation: Foundation,
    stage: 'interpreter' | 'compiler',
    ignoreCache: boolean,
  ): Promise<string> {
    const context = this.#context(foundation);
    const { platform: _platform, python: _python, project, paths, ...request } = question;
    const inContext = (path: string) => ({
      path,
      source: this.#ports.contextFiles({ from: 'context', path, exclude: [] }),
    });
    const lock = resolvePythonLock(
      context,
      { stage, output: stages(context)[stage] },
      request,
      project === null ? undefined : inContext(project),
      paths.map(inContext),
      ignoreCache,
    );
    return this.#ports.readFile(lock, LOCK_ANSWER);
  }

  #context(foundation: Foundation): GraphContext {
    return {
      ...this.#ports.steps(foundation.platform),
      foundation,
      base: this.#ports.base(foundation.base.reference, foundation.platform),
      contextFiles: this.#ports.contextFiles,
    };
  }
}
