import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { FactSource, PythonLockQuestion } from '../facts/fact-source.ts';
import { failureWords, isFailure } from '../facts/failed-answer.ts';
import { failedRelease, pythonFailure } from '../failures/uv.ts';
import { Evaluation } from '../lock/evaluation.ts';
import { readPylock } from '../lock/formats/pylock/read-pylock.ts';
import type { Distribution } from '../lock/model.ts';
import type { Selection } from '../lock/selection.ts';
import type { Foundation } from '../plan/plan.ts';
import { indexFileUrls, refuseCredentials, requirementUrls } from '../project/url-credentials.ts';
import {
  requirementAt,
  writtenRequirements,
  type WrittenRequirement,
} from '../project/written-requirements.ts';
import { parseRequirement, type Requirement } from '../python/requirement.ts';
import { parseSdistName } from '../python/sdist-name.ts';
import { formatSpecifiers, specifierContains } from '../python/specifier.ts';
import type { PythonTarget } from '../python/target.ts';
import { formatVersion } from '../python/version.ts';
import { parseWheelName } from '../python/wheel-name.ts';
import type { Spec } from '../spec/spec.ts';
import { answered, answersOf } from './answered-distributions.ts';
import { pythonLock } from './build-requirements.ts';
import { lockedPaths } from './locked-distributions.ts';
import { withLockedHashes } from './locked-hashes.ts';
import { pinnedRequirement } from './pinned-requirement.ts';
import { releasedRequirements } from './python-lock-question.ts';
import { releasedWheels } from './released-wheels.ts';
import { checkRequirementLines } from './requirement-lines.ts';
import { selectResolved } from './select-resolved.ts';

/** For a file that a resolution has with another hash only. */
const HASHES_OF_INDEX =
  'Make its index state hashes of sha256, or name another one under `index`; a wheel of the context needs none.';

/** Asks the index, for one platform. */
export class Resolver {
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
    // A resolution has no lines of its own: the place is that of the requirement.
    const place = written[0]?.span ?? this.#spec.project?.span;
    const errors = diagnostics.map(({ span: _, ...diagnostic }): Diagnostic => ({
      ...diagnostic,
      ...(place && { span: place }),
      ...(diagnostic.code === 'lock-hash' && { help: HASHES_OF_INDEX }),
    }));
    if (errors.length > 0) throw new DiagnosticError(errors);
    const spanOf = ({ name }: Distribution) => written.find((each) => each.name === name)?.span;
    // A token in a url from an index would be in the graph, the provenance and grocker.lock.
    refuseCredentials(indexFileUrls(distributions, (each) => spanOf(each) ?? place));
    return distributions.map(({ span: _, ...distribution }) => {
      const span = spanOf(distribution);
      return { ...distribution, ...(span && { span }) };
    });
  }

  /** If a release cannot be built, it helps to know which Pythons need no build of it. */
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
      return answer ? answered(each, answer) : each;
    });
  }

  /** Finds the packages that are needed in addition to a lock, and their urls. */
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
        constraints: [
          question.constraints,
          ...texts(constraints),
          ...this.#limits(new Set(pinned.map(({ name }) => name))),
        ]
          .join('\n')
          .trim(),
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
      return own ? answered(own, each) : each;
    });
  }

  /** The versions that grocker.yml asks for, of packages that the lock does not pin. */
  #limits(pinned: ReadonlySet<string>): readonly string[] {
    return releasedRequirements(this.#spec)
      .map((text) => parseRequirement(text))
      .filter(({ name, url, specifiers }) => {
        return url === undefined && specifiers.length > 0 && !pinned.has(name);
      })
      .map(({ name, specifiers, markerText }) => {
        const marker = markerText === undefined ? '' : ` ; ${markerText}`;
        return name + formatSpecifiers(specifiers) + marker;
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
   * Whether a requirement of grocker.yml applies to this image, and a lock meets it.
   *
   * @throws DiagnosticError if the lock has another version, or one from another place.
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
        message: `${requirement.text} is requested, but ${locked.span?.file ?? 'the lock'} has ${name} ${version ?? 'of no known version'}`,
        ...(written && { span: written.span }),
        help: 'Lock the requested version, or leave its version or url out.',
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

/** The paths of the context that a lock names. */
function pathsOf(distributions: readonly Distribution[]): string[] {
  return lockedPaths({ distributions }).map(({ value }) => value);
}

function pins(distributions: readonly Distribution[]): string[] {
  return distributions.flatMap(({ name, version }) =>
    version === null ? [] : [`${name}==${version}`],
  );
}

/** The lines of a lock, for messages of a resolver about them. */
function linesOf(distributions: readonly Distribution[]): WrittenRequirement[] {
  return distributions.flatMap(({ name, span }) => (span ? [{ name, span }] : []));
}
