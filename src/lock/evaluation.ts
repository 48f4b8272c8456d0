import type { Span } from '../diagnostics/span.ts';
import type { MarkerContext } from '../python/evaluate-marker.ts';
import { evaluateMarker, MarkerEvaluationError } from '../python/evaluate-marker.ts';
import { markerDependsOnPatch } from '../python/marker-patch.ts';
import type { Marker, MarkerCache } from '../python/marker.ts';
import { parseMarker } from '../python/marker.ts';
import { ParseError } from '../diagnostics/parse-error.ts';
import { parseSpecifiers, specifierContains } from '../python/specifier.ts';
import type { PythonTarget } from '../python/target.ts';
import { lockError } from './lock-error.ts';

/** Markers and Python requirements of one lock, for one target; every text is parsed once. */
export class Evaluation {
  readonly target: PythonTarget;
  readonly #markers: MarkerCache = new Map();
  /** Results of markers in which no extra or group occurs. */
  readonly #fixed = new Map<string, boolean>();
  readonly #minor: string;
  readonly #patchIsKnown: boolean;
  #dependsOnPatch = false;

  constructor(target: PythonTarget) {
    this.target = target;
    this.#minor = target.environment.python_version;
    this.#patchIsKnown = target.interpreter.version !== this.#minor;
  }

  /** Whether an answer given so far may differ for another patch version. */
  get dependsOnPatch(): boolean {
    return this.#dependsOnPatch;
  }

  /** Whether a marker holds; an empty or absent one does. `place` is the place of an invalid one. */
  holds(text: string | undefined, place: Span, context?: MarkerContext): boolean {
    if (text === undefined || text === '') return true;
    const known = this.#fixed.get(text);
    if (known !== undefined) return known;
    try {
      const marker = parseMarker(text, this.#markers);
      const holds = this.holdsParsed(marker, context);
      if (!/extra|dependency_groups/.test(text)) this.#fixed.set(text, holds);
      return holds;
    } catch (error) {
      if (!(error instanceof ParseError || error instanceof MarkerEvaluationError)) throw error;
      throw lockError('lock-field', `\`${text}\` is no marker: ${error.message}`, { span: place });
    }
  }

  /** The same for a marker that is parsed already; throws a MarkerEvaluationError. */
  holdsParsed(marker: Marker, context?: MarkerContext): boolean {
    if (!this.#patchIsKnown && !this.#dependsOnPatch) {
      this.#dependsOnPatch = markerDependsOnPatch(marker, this.#minor, this.target.environment);
    }
    return evaluateMarker(marker, this.target.environment, context);
  }

  /** Whether the target's Python is one of those that `requires-python` names (PEP 440). */
  admitsPython(requiresPython: string, place: Span): boolean {
    try {
      const specifiers = parseSpecifiers(requiresPython);
      return this.admitsVersion(requiresPython, (version) =>
        specifierContains(specifiers, version),
      );
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      throw lockError('lock-field', `\`${requiresPython}\`: ${error.message}`, { span: place });
    }
  }

  /** The same for a constraint of any syntax; its text shows which patch versions it names. */
  admitsVersion(text: string, admits: (version: string) => boolean): boolean {
    if (this.#patchIsKnown) return admits(this.target.environment.python_full_version);
    const answers = this.#patchesAround(text).map((patch) => admits(`${this.#minor}.${patch}`));
    if (answers.some((answer) => answer !== answers[0])) this.#dependsOnPatch = true;
    // An unknown patch version is refused only where none would do.
    return answers.includes(true);
  }

  #patchesAround(text: string): readonly number[] {
    const patches = new Set([0, 1_000_000]);
    for (const match of text.matchAll(/(?<!\d)\d{1,4}\.\d{1,4}\.(\d{1,6})(?!\d)/g)) {
      const patch = Number(match[1]);
      for (const near of [patch - 1, patch, patch + 1]) if (near >= 0) patches.add(near);
    }
    return [...patches];
  }
}
