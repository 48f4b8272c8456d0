import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { SourceTree } from '../inputs/source-tree.ts';
import { eachKind, type FactKind } from './fact-kinds.ts';
import type { FactSource } from './fact-source.ts';

/** Questions and answers of one build, as a bug report or a test carries them. */
export interface RecordedFacts {
  readonly version: 1;
  readonly definition: { readonly name: string; readonly text: string };
  readonly answers: readonly RecordedAnswer[];
}

interface RecordedAnswer {
  readonly kind: FactKind;
  readonly question: unknown;
  readonly answer: unknown;
}

/** A source that remembers what it answered. */
export interface FactRecorder extends FactSource {
  readonly facts: () => RecordedFacts;
}

/** Asks another source and remembers what it answered. */
export function recordFacts(source: FactSource): FactRecorder {
  const answers: RecordedAnswer[] = [];
  let definition = { name: '', text: '' };
  return {
    ...eachKind(async (kind, question = {}, on) => {
      // The table of kinds gives each its own questions.
      const ask = source[kind] as (question: unknown, on: unknown) => Promise<unknown>;
      const answer = await ask(question, on);
      answers.push({ kind, question, answer });
      return answer;
    }),
    definition: async () => {
      const read = await source.definition();
      definition = { name: read.name, text: read.text };
      return read;
    },
    facts: () => ({
      version: 1,
      definition,
      answers: answers.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)),
    }),
  };
}

/** Answers from a recording and from nothing else. */
export function replayFacts({ definition, answers: recorded }: RecordedFacts): FactSource {
  const source = new SourceText(definition.name, definition.text);
  const answers = new Map(recorded.map((each) => [key(each), each.answer]));
  // A recording is the edge of the program: its writer was recordFacts.
  const files = Object.assign(
    {},
    ...recorded.flatMap(({ kind, answer }) => (kind === 'files' ? [answer] : [])),
  ) as Record<string, string>;
  return {
    ...eachKind((kind, question = {}) => {
      const wanted = key({ kind, question });
      if (answers.has(wanted)) return Promise.resolve(answers.get(wanted));
      if (kind in UNRECORDED) return Promise.resolve(UNRECORDED[kind]);
      return Promise.reject(unrecorded(wanted));
    }),
    definition: () => Promise.resolve(source),
    /** Files that were read for any question are known; others do not exist. */
    files: ({ patterns }) => {
      const wanted = patterns.map(matcher);
      const found = Object.entries(files).filter(([path]) =>
        wanted.some((matches) => matches(path)),
      );
      return Promise.resolve(Object.fromEntries(found));
    },
  };
}

/** Answers to what a recording was made before: it was not asked yet. */
const UNRECORDED: Readonly<Partial<Record<FactKind, unknown>>> = {
  ignoreFile: null,
  nativeSource: 'not recorded',
  sourceTree: { links: [], broken: [], environments: [] } satisfies SourceTree,
};

/** A pattern of FilesQuestion: only its last part may have `*`. */
function matcher(pattern: string): (path: string) => boolean {
  if (!pattern.includes('*')) return (path) => path === pattern;
  const [before = '', ...rest] = pattern.split('*');
  return (path) =>
    path.startsWith(before) &&
    path.endsWith(rest.join('*')) &&
    !path.slice(before.length).includes('/');
}

/** Without what says nothing, so that a question that learns to ask more is still the same question. */
function key({ kind, question }: { readonly kind: FactKind; readonly question: unknown }): string {
  return `${kind} ${JSON.stringify(question, (_, value: unknown) => (saysNothing(value) ? undefined : value))}`;
}

function saysNothing(value: unknown): boolean {
  if (value === null || value === false || value === '') return true;
  return typeof value === 'object' && Object.values(value).every(saysNothing);
}

function unrecorded(wanted: string): DiagnosticError {
  return new DiagnosticError([
    {
      code: 'unrecorded-fact',
      severity: 'error',
      message: `the recorded facts do not answer: ${wanted}`,
      help: 'record them again: grocker plan --record FILE',
    },
  ]);
}
