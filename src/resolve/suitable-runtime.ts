import { baseName } from '../paths/base-name.ts';
import * as z from 'zod/mini';
import { stepAnswer } from '../facts/step-answer.ts';
import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { makeFoundation } from '../plan/make-foundation.ts';
import type { Foundation, Platform } from '../plan/plan.ts';
import { chooseRuntime, type ReleaseFacts } from '../python/runtime-choice.ts';
import type { CatalogueRuntime } from '../spec/catalogue.ts';
import { fromCatalogue } from '../spec/lower/runtimes.ts';
import { isDebians, rankedRuntimes } from '../spec/ranked-runtimes.ts';
import type { Release, Spec } from '../spec/spec.ts';
import { isFailure } from '../facts/failed-answer.ts';
import type { FactSource } from '../facts/fact-source.ts';
import { ancestors } from '../paths/context-path.ts';
import type { ProjectFiles } from '../project/project.ts';
import { pythonRequests } from '../project/settings/python-requests.ts';
import { suitedRuntime } from '../project/settings/suited-runtime.ts';
import { anyPython } from './any-python.ts';
import { runtimeBase } from './runtime-base.ts';
import { lockedImages } from './system-lock.ts';

/** A spec whose runtime is chosen, and the remarks for the person who did not choose it. */
export interface SuitedSpec {
  readonly spec: Spec;
  readonly remarks: readonly Diagnostic[];
}

/** Called with a foundation while a question of Python packages is under way; never rejects. */
type Asking = (foundation: Foundation, question: Promise<unknown>) => Promise<void>;

/** Runtimes to choose from, best first. */
const candidates = rankedRuntimes('debian').filter(
  (each) => isDebians(each) || each.deprecated === undefined,
);

/**
 * Chooses a runtime that suits the release or the project, where none is named.
 *
 * @param asking called with the default runtime while the index is queried.
 * @throws DiagnosticError if no runtime has the Python that the project asks for.
 */
export async function withSuitableRuntime(
  source: FactSource,
  spec: Spec,
  platform: Platform,
  { project, locks, texts }: Pick<ProjectFiles, 'project' | 'locks' | 'texts'>,
  asking?: Asking,
): Promise<SuitedSpec> {
  const { release, runtime } = spec;
  const asWritten = { spec, remarks: [] };
  if (release === undefined) return suitedToProject(spec, project?.directory, texts);
  if (runtime.span !== undefined) return asWritten;
  const images = lockedImages(texts, spec);
  if (images !== undefined) {
    const locked = candidates.find(
      (known) => withRuntime(spec, known).runtime.image === images[0]?.base,
    );
    return locked === undefined ? asWritten : { ...asWritten, spec: withRuntime(spec, locked) };
  }
  if (locks.length > 0) return asWritten;
  const known =
    release.kind === 'wheel'
      ? { facts: wheelFacts(release), candidates: candidates.filter(isDebians) }
      : await askedFacts(source, spec, release.text, release.name, platform, asking);
  // Missing packages are reported by the resolution.
  if (known === undefined) return asWritten;
  const { runtime: chosen, reason, diagnostics } = chooseRuntime(known.facts, known.candidates);
  if (chosen === undefined) return asWritten;
  return {
    spec: withRuntime(spec, chosen),
    remarks: [
      {
        code: 'chosen-runtime',
        severity: 'info',
        message: reason,
        help: 'Name another with `runtime`.',
      },
      ...diagnostics.map((diagnostic) => ({ span: release.span, ...diagnostic })),
    ],
  };
}

/**
 * The same for a project, whose files alone decide.
 *
 * @throws DiagnosticError if no runtime has the Python that they ask for.
 */
export function suitedToProject(
  spec: Spec,
  directory: string | undefined,
  texts: ProjectFiles['texts'],
): SuitedSpec {
  const own = directory ?? spec.project?.value ?? spec.source?.path ?? '.';
  const locks = spec.lock.map(({ value }) => value);
  const suited = suitedRuntime(
    pythonRequests(texts, [own, ...ancestors(own)], locks),
    spec.runtime.span && spec.runtime,
  );
  if (suited.kind === 'none') throw new DiagnosticError([suited.error]);
  const { runtime, remarks } = suited;
  const isNamed = spec.runtime.span !== undefined || runtime?.name === spec.runtime.name;
  return { spec: runtime && !isNamed ? withRuntime(spec, runtime) : spec, remarks };
}

/** A runtime that the file describes replaces the catalogue's. */
function withRuntime(spec: Spec, chosen: CatalogueRuntime): Spec {
  const described = spec.runtimes?.find(({ name }) => name === chosen.name);
  if (described !== undefined) return { ...spec, runtime: described };
  const span = spec.release?.span ?? {
    file: spec.file,
    start: { line: 1, column: 1 },
    end: { line: 1, column: 1 },
  };
  return { ...spec, runtime: fromCatalogue(chosen, span, undefined) };
}

function wheelFacts(release: Extract<Release, { kind: 'wheel' }>): ReleaseFacts {
  const { name, version, path } = release;
  const file = baseName(path);
  const files = [file];
  return { name, version, requiresPython: [], classifiers: [], files, uploaded: undefined };
}

/** Asks with the Python of the default runtime, which most often is the one that is chosen. */
async function askedFacts(
  source: FactSource,
  spec: Spec,
  requirement: string,
  name: string,
  platform: Platform,
  asking: Asking | undefined,
): Promise<
  { readonly facts: ReleaseFacts; readonly candidates: readonly CatalogueRuntime[] } | undefined
> {
  const plain = { ...spec, dependencies: { run: [], build: [] }, repositories: [] };
  const { base, system, python } = await runtimeBase(source, plain, platform, undefined);
  const foundation = makeFoundation(plain, { platform, base: base.reference, python, system });
  const small = candidates.filter(isDebians).map(({ pythonVersion }) => pythonVersion);
  const all = new Set(candidates.map(({ pythonVersion }) => pythonVersion));
  const pythons = [small, [...all].filter((version) => !small.includes(version))];
  const question = source.releaseMetadata(
    { requirement, pythons, index: foundation.index },
    anyPython(foundation),
  );
  // Other system packages are other stages.
  if (spec.dependencies.run.length === 0 && spec.repositories.length === 0) {
    void asking?.(foundation, question);
  }
  const answer = await question;
  if (isFailure(answer)) return undefined;
  const { accepted, uploaded, ...told } = stepAnswer('release.py', releaseAnswer, answer);
  return {
    facts: { name, requiresPython: [], uploaded: uploaded ?? undefined, ...told },
    candidates: candidates.filter(({ pythonVersion }) => accepted.includes(pythonVersion)),
  };
}

const releaseAnswer = z.object({
  version: z.string(),
  /** The Pythons of the question that the release accepts. */
  accepted: z.array(z.string()),
  classifiers: z.array(z.string()),
  files: z.array(z.string()),
  uploaded: z.nullable(z.string()),
});
