import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { Lock } from '../lock/lock.ts';
import type { Distribution, DistributionSource } from '../lock/model.ts';
import { allowHashes } from '../lock/pylock/allow-hashes.ts';
import { readPylock } from '../lock/pylock/read-pylock.ts';
import { selectDistributions } from '../lock/select-distributions.ts';
import type { LockIndexes, Selection } from '../lock/selection.ts';
import type { Foundation, PlannedIndex } from '../plan/plan.ts';
import { parseRequirement } from '../python/requirement.ts';
import type { PythonTarget } from '../python/target.ts';
import type { Spec } from '../spec/spec.ts';
import type { FactSource, PythonLockQuestion } from './fact-source.ts';
import { failureWords, isFailure } from './failed-answer.ts';
import { lockedSelection } from './locked-distributions.ts';
import type { ProjectFiles } from './project.ts';
import { ownPylockFor } from './own-pylock.ts';
import { pinnedRequirement } from './pinned-requirement.ts';
import { pythonFailure } from './python-failure.ts';
import {
  distributionUrls,
  lockConstraintUrls,
  lockIndexUrls,
  refuseCredentials,
  requirementUrls,
} from './url-credentials.ts';
import { checkSources } from './sources-without-lock.ts';
import { writtenRequirements } from './written-requirements.ts';
import { pythonLockQuestion, releasedRequirements } from './python-lock-question.ts';

/** Every file that has to be installed: from the locks, or from a resolution where there is none. */
export async function distributions(
  source: FactSource,
  spec: Spec,
  files: ProjectFiles,
  locks: readonly Lock[],
  foundation: Foundation,
  target: PythonTarget,
): Promise<readonly Distribution[]> {
  const resolver = new Resolver(source, spec, files.project?.pyproject, foundation, target);
  const question = pythonLockQuestion(spec, files, foundation);
  checkSources(spec, files, target);
  if (files.ownPylocks.length > 0) {
    const lock = readPylock(ownPylockFor(files.ownPylocks, question));
    const { distributions: pinned, diagnostics } = selectResolved(lock, question, target);
    if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
    refuseCredentials(distributionUrls(pinned));
    return pinned;
  }
  if (locks.length === 0) return resolver.resolve(question);

  const selection = lockedSelection(locks, spec, files, target);
  refuseCredentials([
    ...lockIndexUrls(selection.indexes, files.locks),
    ...distributionUrls(selection.distributions),
    ...lockConstraintUrls(selection),
  ]);
  const asked = { ...question, index: lockIndex(question.index, selection.indexes) };
  const locked = selection.complete
    ? await resolver.locate(asked, selection.distributions)
    : await resolver.resolve(looseQuestion(asked, selection));
  return resolver.withReleases(asked, locked);
}

/** What grocker.yml says of the index wins over what a requirements file says of it. */
function lockIndex(own: PlannedIndex, locks: LockIndexes): PlannedIndex {
  const url = own.url ?? locks.url;
  return { ...own, ...(url !== undefined && { url }), extra: [...own.extra, ...locks.extra] };
}

/** A requirements file that does not pin all that is needed. */
function looseQuestion(question: PythonLockQuestion, selection: Selection): PythonLockQuestion {
  const texts = (list: readonly { readonly value: string }[]) => list.map(({ value }) => value);
  return {
    ...question,
    project: null,

    requirements: [...texts(selection.unpinned), ...pins(selection.distributions)],
    constraints: [question.constraints, ...texts(selection.constraints)].join('\n').trim(),
  };
}

function pins(distributions: readonly Distribution[]): string[] {
  return distributions.flatMap(({ name, version }) =>
    version === null ? [] : [`${name}==${version}`],
  );
}

/** What a resolution says must be installed: extras and groups were part of its question. */
function selectResolved(
  lock: Lock,
  { noBinary, onlyBinary }: PythonLockQuestion,
  target: PythonTarget,
): Selection {
  return selectDistributions(lock, { target, extras: [], groups: [], noBinary, onlyBinary });
}

/** A file as an index or grocker.lock tells it, which do not say where in it the project lies. */
function withinArchive(located: DistributionSource, locked: DistributionSource) {
  const subdirectory = locked.kind === 'unlocated' ? locked.choice?.subdirectory : undefined;
  return located.kind === 'sdist' && subdirectory !== undefined
    ? { ...located, subdirectory }
    : located;
}

/** What is wrong where the file of a url has none of the hashes of its lock. */
function otherFile(
  { name, source, span }: Distribution,
  hashes: readonly string[],
): Diagnostic | undefined {
  if (source.kind !== 'wheel' && source.kind !== 'sdist') return undefined;
  if (hashes.length === 0 || hashes.includes(source.sha256)) return undefined;
  return {
    code: 'checksum-mismatch',
    severity: 'error',
    message: `what is at ${source.url} is not the file of ${name} that was locked: it has none of the hashes of the lock`,
    ...(span && { span }),
    help: 'make the lock again if the file was replaced on purpose; else its server is not to be trusted',
  };
}

/** Asks the index, for one platform. */
class Resolver {
  readonly #source: FactSource;
  readonly #spec: Spec;
  readonly #pyproject: SourceText | undefined;
  readonly #foundation: Foundation;
  readonly #target: PythonTarget;

  constructor(
    source: FactSource,
    spec: Spec,
    pyproject: SourceText | undefined,
    foundation: Foundation,
    target: PythonTarget,
  ) {
    this.#source = source;
    this.#spec = spec;
    this.#pyproject = pyproject;
    this.#foundation = foundation;
    this.#target = target;
  }

  async resolve(
    question: PythonLockQuestion,
    hashes: ReadonlyMap<string, readonly string[]> = new Map(),
  ): Promise<readonly Distribution[]> {
    if (question.project === null && question.requirements.length === 0) return [];
    const written = writtenRequirements(this.#spec, this.#pyproject);
    refuseCredentials(requirementUrls(question.requirements, written));
    const answer = await this.#source.pythonLock(question, this.#foundation);
    if (isFailure(answer)) {
      throw new DiagnosticError([
        pythonFailure({ spec: this.#spec, pyproject: this.#pyproject }, failureWords(answer)),
      ]);
    }
    const lock = allowHashes(readPylock(new SourceText('pylock.toml', answer)), hashes);
    const { distributions, diagnostics } = selectResolved(lock, question, this.#target);
    // Nobody wrote the lines of a resolution: what can be pointed at is what asked for a package.
    const errors = diagnostics.map(({ span: _, ...diagnostic }) => diagnostic);
    if (errors.length > 0) throw new DiagnosticError(errors);
    return distributions.map(({ span: _, ...distribution }) => {
      const span = written.find(({ name }) => name === distribution.name)?.span;
      return { ...distribution, ...(span && { span }) };
    });
  }

  /** Finds the urls of what a lock pins by version and checksum alone. */
  async locate(
    question: PythonLockQuestion,
    locked: readonly Distribution[],
  ): Promise<readonly Distribution[]> {
    const unlocated = new Map(
      locked.flatMap(({ name, source }) =>
        source.kind === 'unlocated' ? [[name, source.hashes] as const] : [],
      ),
    );
    if (unlocated.size === 0) return locked;
    const wanted = locked.filter(({ name }) => unlocated.has(name));
    const requirements = wanted.flatMap((each) => pinnedRequirement(this.#spec, each) ?? []);
    const found = await this.resolve(
      { ...question, project: null, requirements, constraints: '', onlyThese: true },
      unlocated,
    );
    const byName = new Map(found.map((distribution) => [distribution.name, distribution]));
    const located = locked.map((each) => {
      const source = byName.get(each.name)?.source;
      return source ? { ...each, source: withinArchive(source, each.source) } : each;
    });
    const others = located.flatMap((each) => otherFile(each, unlocated.get(each.name) ?? []) ?? []);
    if (others.length > 0) throw new DiagnosticError(others);
    return located;
  }

  /** Adds the released packages that the lock does not have, at versions that fit it. */
  async withReleases(
    question: PythonLockQuestion,
    locked: readonly Distribution[],
  ): Promise<readonly Distribution[]> {
    const names = new Set(locked.map(({ name }) => name));
    const requirements = releasedRequirements(this.#spec).filter(
      (text) => !names.has(parseRequirement(text).name),
    );
    if (requirements.length === 0) return locked;
    const constraints = pins(locked).join('\n');
    const found = await this.resolve({
      ...question,
      project: null,

      requirements,
      constraints,
    });
    return [...locked, ...found.filter(({ name }) => !names.has(name))];
  }
}
