import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { Evaluation } from '../lock/evaluation.ts';
import type { Lock } from '../lock/lock.ts';
import type { Distribution, DistributionSource } from '../lock/model.ts';
import { readPylock } from '../lock/formats/pylock/read-pylock.ts';
import { selectDistributions } from '../lock/select-distributions.ts';
import type { Selection } from '../lock/selection.ts';
import type { Foundation } from '../plan/plan.ts';
import { mirroredUrl } from '../plan/mirrored-url.ts';
import { parseRequirement, type Requirement } from '../python/requirement.ts';
import { parseSdistName } from '../python/sdist-name.ts';
import { specifierContains } from '../python/specifier.ts';
import type { PythonTarget } from '../python/target.ts';
import { formatVersion } from '../python/version.ts';
import { parseWheelName } from '../python/wheel-name.ts';
import type { Spec } from '../spec/spec.ts';
import type { FactSource, PythonLockQuestion } from '../facts/fact-source.ts';
import { failureWords, isFailure } from '../facts/failed-answer.ts';
import { lockedPaths, lockedSelection } from './locked-distributions.ts';
import { otherFileAt, withLockedHashes } from './locked-hashes.ts';
import type { ProjectFiles } from '../project/project.ts';
import { pythonLock } from './build-requirements.ts';
import { ownPylockFor } from './own-pylock.ts';
import { checkRequirementLines } from './requirement-lines.ts';
import { pinnedRequirement } from './pinned-requirement.ts';
import { checkPoetryDependencies } from './poetry-without-lock.ts';
import { failedRelease, pythonFailure } from '../failures/uv.ts';
import { releasedWheels } from './released-wheels.ts';
import {
  distributionUrls,
  lockConstraintUrls,
  lockIndexUrls,
  refuseCredentials,
  requirementUrls,
} from '../project/url-credentials.ts';
import { checkEnvironments } from '../project/check-environments.ts';
import { checkSources } from './sources-without-lock.ts';
import {
  requirementAt,
  writtenRequirements,
  type WrittenRequirement,
} from '../project/written-requirements.ts';
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
  checkEnvironments(files, target);
  checkPoetryDependencies(files, spec);
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
  const asked = withLockOptions(question, selection);
  const locked = selection.complete
    ? await resolver.locate(asked, selection.distributions)
    : await resolver.complete(asked, selection);
  return resolver.withReleases(asked, locked);
}

/** What grocker.yml says of the index wins over what a requirements file says of it. */
function withLockOptions(
  question: PythonLockQuestion,
  { indexes, prereleases }: Selection,
): PythonLockQuestion {
  const { index } = question;
  const url = index.url ?? indexes.url;
  const directories = indexes.findLinks.filter((place) => !place.includes('://'));
  return {
    ...question,
    index: {
      ...index,
      ...(url !== undefined && { url }),
      extra: [...new Set([...index.extra, ...indexes.extra])],
    },
    noIndex: indexes.noIndex && index.url === undefined && index.extra.length === 0,
    findLinks: [...new Set([...question.findLinks, ...indexes.findLinks])],
    paths: [...new Set([...question.paths, ...directories])],
    prereleases,
  };
}

/** Where the context has what a lock names by its path. */
function pathsOf(distributions: readonly Distribution[]): string[] {
  return lockedPaths({ distributions }).map(({ value }) => value);
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
  const selection = selectDistributions(lock, {
    target,
    extras: [],
    groups: [],
    noBinary,
    onlyBinary,
  });
  return { ...selection, distributions: selection.distributions.map(withoutOwnHash) };
}

/** Finds among answers the one to what a lock pins; what has no name of its own is known by its place. */
function answersOf(spec: Spec, found: readonly Distribution[]) {
  // The first of a name counts.
  const byName = new Map(found.toReversed().map((each) => [each.name, each]));
  return (locked: Distribution): Distribution | undefined => {
    if (locked.isNameless !== true) return byName.get(locked.name);
    const place = placeOf(spec, locked.source);
    if (place === undefined) return undefined;
    return found.find(({ source }) => placeOf(spec, source) === place);
  };
}

function placeOf(spec: Spec, source: DistributionSource): string | undefined {
  if ('path' in source) return source.path;
  const { url } =
    source.kind === 'unlocated' ? (source.choice ?? {}) : { url: undefined, ...source };
  return url && mirroredUrl(spec, url);
}

/**
 * What a lock pins, with the file that was found for it.
 *
 * @throws DiagnosticError where the file of a url has none of the hashes of its lock.
 */
function located(locked: Distribution, found: Distribution): Distribution {
  const { isNameless: _, ...own } = { ...locked, name: found.name };
  if (locked.source.kind !== 'unlocated') return own;
  const { hashes, choice } = locked.source;
  const { source } = found;
  const isRemote = source.kind === 'wheel' || source.kind === 'sdist';
  if (isRemote && hashes.length > 0 && !hashes.includes(source.sha256)) {
    throw new DiagnosticError([otherFileAt(source.url, locked)]);
  }
  const subdirectory = choice?.subdirectory;
  return {
    ...own,
    version: locked.version ?? found.version,
    // Neither an index nor grocker.lock says where in a file the project lies.
    source:
      source.kind === 'sdist' && subdirectory !== undefined ? { ...source, subdirectory } : source,
  };
}

/** The hash of a file of the context is what uv found: nobody asked for it, and it changes with the file. */
function withoutOwnHash(distribution: Distribution): Distribution {
  if (distribution.source.kind !== 'file') return distribution;
  const { sha256: _, ...source } = distribution.source;
  return { ...distribution, source };
}

/** The lines of a lock, for what a resolver says of them. */
function linesOf(distributions: readonly Distribution[]): WrittenRequirement[] {
  return distributions.flatMap(({ name, span }) => (span ? [{ name, span }] : []));
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
    pinned: readonly Distribution[] = [],
    lines: readonly WrittenRequirement[] = [],
  ): Promise<readonly Distribution[]> {
    if (question.project === null && question.requirements.length === 0) return [];
    const written = writtenRequirements(this.#spec, this.#pyproject);
    refuseCredentials(requirementUrls(question.requirements, written));
    checkRequirementLines(question);
    const answer = await pythonLock(
      {
        ...{ source: this.#source, spec: this.#spec },
        ...{ foundation: this.#foundation, target: this.#target },
      },
      question,
    );
    if (isFailure(answer)) throw await this.#failure(failureWords(answer), lines);
    const lock = withLockedHashes(readPylock(new SourceText('pylock.toml', answer)), pinned);
    const { distributions, diagnostics } = selectResolved(lock, question, this.#target);
    // Nobody wrote the lines of a resolution: what can be pointed at is what asked for a package.
    const errors = diagnostics.map(({ span: _, ...diagnostic }) => diagnostic);
    if (errors.length > 0) throw new DiagnosticError(errors);
    // An index that answers with a token in a url would have it in the graph, the provenance and grocker.lock.
    refuseCredentials(distributionUrls(distributions));
    return distributions.map(({ span: _, ...distribution }) => {
      const span = written.find(({ name }) => name === distribution.name)?.span;
      return { ...distribution, ...(span && { span }) };
    });
  }

  /** Of a release that cannot be built it helps to know which Pythons need no build of it. */
  async #failure(words: string, lines: readonly WrittenRequirement[]): Promise<DiagnosticError> {
    const failed = failedRelease(words);
    const wheels =
      typeof failed?.version === 'string'
        ? await releasedWheels(
            this.#source,
            `${failed.name}==${failed.version}`,
            this.#foundation,
            this.#target.interpreter,
          )
        : undefined;
    const python = this.#foundation.python.version;
    const blamable = { spec: this.#spec, pyproject: this.#pyproject, lines, python, wheels };
    return new DiagnosticError([pythonFailure(blamable, words)]);
  }

  /** Finds the urls of what a lock pins by version and checksum alone. */
  async locate(
    question: PythonLockQuestion,
    locked: readonly Distribution[],
  ): Promise<readonly Distribution[]> {
    const wanted = locked.filter(({ source }) => source.kind === 'unlocated');
    if (wanted.length === 0) return locked;
    const requirements = wanted.flatMap((each) => pinnedRequirement(this.#spec, each) ?? []);
    const found = await this.resolve(
      { ...question, project: null, requirements, constraints: '', onlyThese: true },
      wanted,
      linesOf(wanted),
    );
    const answerTo = answersOf(this.#spec, found);
    return locked.map((each) => {
      const answer = answerTo(each);
      return answer ? located(each, answer) : each;
    });
  }

  /** Finds what is needed beside what a lock pins, and the urls of that. */
  async complete(
    question: PythonLockQuestion,
    { distributions: pinned, unpinned, constraints }: Selection,
  ): Promise<readonly Distribution[]> {
    const texts = (list: readonly { readonly value: string }[]) => list.map(({ value }) => value);
    const found = await this.resolve(
      {
        ...question,
        project: null,
        requirements: [
          ...texts(unpinned),
          ...pinned.flatMap((each) => pinnedRequirement(this.#spec, each, each.extras) ?? []),
        ],
        paths: [...new Set([...question.paths, ...pathsOf(pinned)])],
        constraints: [question.constraints, ...texts(constraints)].join('\n').trim(),
      },
      pinned,
      [
        ...[...unpinned, ...constraints].flatMap(({ value, span }) => requirementAt(value, span)),
        ...linesOf(pinned),
      ],
    );
    const answerTo = answersOf(this.#spec, found);
    const byAnswer = new Map(pinned.toReversed().map((each) => [answerTo(each), each]));
    return found.map((each) => {
      const own = byAnswer.get(each);
      return own ? located(own, each) : each;
    });
  }

  /** Adds the released packages that the lock does not have, at versions that fit it. */
  async withReleases(
    question: PythonLockQuestion,
    locked: readonly Distribution[],
  ): Promise<readonly Distribution[]> {
    const byName = new Map(locked.map((each) => [each.name, each]));
    const requirements: string[] = [];
    const extended: Distribution[] = [];
    for (const text of releasedRequirements(this.#spec)) {
      const requirement = parseRequirement(text);
      const own = byName.get(requirement.name);
      if (own === undefined) requirements.push(text);
      else if (this.#isMet(requirement, own) && requirement.extras.length > 0) {
        requirements.push(pinnedRequirement(this.#spec, own, requirement.extras) ?? text);
        extended.push(own);
      }
    }
    if (requirements.length === 0) return locked;
    const found = await this.resolve({
      ...question,
      project: null,
      requirements,
      paths: [...new Set([...question.paths, ...pathsOf(extended)])],
      constraints: pins(locked).join('\n'),
    });
    return [...locked, ...found.filter(({ name }) => !byName.has(name))];
  }

  /**
   * Whether a requirement of grocker.yml has a say here, and a lock has what it wants.
   *
   * @throws DiagnosticError where the lock has another version, or one from another place.
   */
  #isMet(requirement: Requirement, locked: Distribution): boolean {
    const { name, url, specifiers, markerText } = requirement;
    const written = writtenRequirements(this.#spec, undefined).find((each) => each.name === name);
    if (written && !new Evaluation(this.#target).holds(markerText, written.span)) return false;
    const version = lockedVersion(locked);
    const isSame =
      url === undefined
        ? specifiers.length === 0 ||
          (version !== undefined && specifierContains(specifiers, version))
        : withoutFragment(pinnedRequirement(this.#spec, locked)) ===
          withoutFragment(`${name} @ ${url}`);
    if (isSame) return true;
    throw new DiagnosticError([
      {
        code: 'python-resolution',
        severity: 'error',
        message: `${requirement.text} is asked for, and ${locked.span?.file ?? 'the lock'} has ${name} ${version ?? 'of no known version'}`,
        ...(written && { span: written.span }),
        help: 'lock what is asked for, or leave its version or url out',
      },
    ]);
  }
}

/** As the lock says, or the name of its file. */
function lockedVersion({ name, version, source }: Distribution): string | undefined {
  if (version !== null) return version;
  const file = 'file' in source ? source.file : '';
  const parsed = (parseWheelName(file) ?? parseSdistName(file, name))?.version;
  return parsed && formatVersion(parsed);
}

function withoutFragment(requirement: string | undefined): string | undefined {
  return requirement?.replace(/#.*$/s, '');
}
