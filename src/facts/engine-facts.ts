import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { GraphContext, StepContext } from '../graph/graph-context.ts';
import { PROBE_ANSWER, probe } from '../graph/probe.ts';
import { LOCK_ANSWER, resolvePythonLock } from '../graph/python-lock.ts';
import { stages } from '../graph/stages.ts';
import {
  installSystemPackages,
  resolveSystemPackages,
  SYSTEM_ANSWER,
} from '../graph/system-packages.ts';
import type { Output } from '../llb/llb.ts';
import type { ContextOrigin, Foundation, Platform } from '../plan/plan.ts';
import type { FactSource, PythonLockQuestion, SystemQuestion } from './fact-source.ts';

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

  constructor(ports: EngineFactsPorts) {
    this.#ports = ports;
    this.definition = ports.definition;
    this.files = ports.files;
    this.baseImage = ports.baseImage;
  }

  readonly systemPackages: FactSource['systemPackages'] = async (question) => {
    const { platform } = question;
    const base = this.#ports.base(question.base, platform);
    const ask = (ignoreCache: boolean) =>
      this.#ports.readFile(
        resolveSystemPackages(this.#ports.steps(platform), base, question, ignoreCache),
        SYSTEM_ANSWER,
      );
    const first = await ask(false);
    const answer = isFailure(first) ? await ask(true) : first;
    if (isFailure(answer)) throw systemFailure(question, answer);
    return answer;
  };

  readonly interpreter: FactSource['interpreter'] = (question) => {
    const { platform } = question;
    const steps = this.#ports.steps(platform);
    const base = this.#ports.base(question.base, platform);
    const on = installSystemPackages(steps, 'interpreter', base, question.packages);
    return this.#ports.readFile(probe(steps, on, question.executable), PROBE_ANSWER);
  };

  /** First on the interpreter stage, which is there soonest; where a package must be built to be asked, on the compiler stage. */
  readonly pythonLock: FactSource['pythonLock'] = async (question, foundation) => {
    const first = await this.#pythonLock(question, foundation, 'interpreter', false);
    if (!isFailure(first)) return first;
    const stage = first.startsWith('build\n') ? 'compiler' : 'interpreter';
    const answer = await this.#pythonLock(question, foundation, stage, true);
    if (isFailure(answer)) throw pythonFailure(answer);
    return answer;
  };

  #pythonLock(
    question: PythonLockQuestion,
    foundation: Foundation,
    stage: 'interpreter' | 'compiler',
    ignoreCache: boolean,
  ): Promise<string> {
    const context: GraphContext = {
      ...this.#ports.steps(foundation.platform),
      foundation,
      base: this.#ports.base(foundation.base.reference, foundation.platform),
      contextFiles: this.#ports.contextFiles,
    };
    const { platform: _platform, python: _python, project, ...request } = question;
    const tree =
      project === null ? undefined : { from: 'context' as const, path: project, exclude: [] };
    const lock = resolvePythonLock(
      context,
      { stage, output: stages(context)[stage] },
      request,
      tree && { source: this.#ports.contextFiles(tree), path: tree.path },
      ignoreCache,
    );
    return this.#ports.readFile(lock, LOCK_ANSWER);
  }
}

function isFailure(answer: string): boolean {
  return answer.startsWith('error\n') || answer.startsWith('build\n');
}

function words(answer: string): string {
  return answer.slice(answer.indexOf('\n') + 1).trim();
}

function systemFailure({ base }: SystemQuestion, answer: string): DiagnosticError {
  return new DiagnosticError([
    {
      code: 'system-resolution',
      severity: 'error',
      message: `apt finds no way to install the system packages on ${base}:\n${words(answer)}`,
      help: 'see that `dependencies` and `repositories` name what the base image’s release has',
    },
  ]);
}

function pythonFailure(answer: string): DiagnosticError {
  return new DiagnosticError([
    {
      code: 'python-resolution',
      severity: 'error',
      message: `uv finds no set of packages that fits:\n${words(answer)}`,
      help: 'see that the release exists and that its versions fit the runtime’s Python',
    },
  ]);
}
