import * as z from 'zod/mini';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { Platform } from '../plan/plan.ts';
import type { SourceTree } from '../inputs/source-tree.ts';
import {
  eachKind,
  isFactKind,
  readAnswer,
  type AnswerOf,
  type AnswersByKind,
  type FactKind,
} from './fact-kinds.ts';
import type { FactSource } from './fact-source.ts';

/** Questions and answers of one build, as a bug report or a test carries them. */
export interface RecordedFacts {
  readonly version: 1;
  readonly definition: { readonly name: string; readonly text: string };
  /** The platforms of a build for one whose programs the builder did not run. */
  readonly foreign?: ForeignBuild;
  readonly answers: readonly RecordedAnswer[];
}

/** The platform of an image, and that of the builder. */
export interface ForeignBuild {
  readonly platform: Platform;
  readonly host: Platform;
}

interface RecordedAnswer {
  readonly kind: FactKind;
  readonly question: unknown;
  readonly answer: unknown;
}

const platform = z.object({
  os: z.literal('linux'),
  architecture: z.enum(['amd64', 'arm64']),
  variant: z.exactOptional(z.string()),
});

/** The part of a question about a base image that names its platform. */
export const baseImageQuestion = z.object({ platform });

const recording = z.object({
  version: z.literal(1),
  definition: z.object({ name: z.string(), text: z.string() }),
  foreign: z.optional(z.object({ platform, host: platform })),
  answers: z.array(
    z.object({
      kind: z.custom<FactKind>((kind) => typeof kind === 'string' && isFactKind(kind)),
      question: z.unknown(),
      answer: z.unknown(),
    }),
  ),
});

/**
 * Reads recorded facts, as `grocker plan --record` writes them.
 *
 * @throws SyntaxError or ZodError if the text is something else.
 */
export function parseRecordedFacts(json: string): RecordedFacts {
  const { foreign, ...facts } = recording.parse(JSON.parse(json));
  for (const { kind, answer } of facts.answers) readAnswer(kind, answer);
  return { ...facts, ...(foreign && { foreign }) };
}

/** The recorded answers to the questions of a kind. */
export function recordedAnswers<K extends FactKind>(
  { answers }: Pick<RecordedFacts, 'answers'>,
  kind: K,
): readonly AnswerOf<K>[] {
  return answers.filter((each) => each.kind === kind).map(({ answer }) => readAnswer(kind, answer));
}

/** A source that remembers what it answered. */
export interface FactRecorder extends FactSource {
  readonly facts: () => RecordedFacts;
}

/** Asks another source and remembers what it answered. */
export function recordFacts(source: FactSource, foreign?: ForeignBuild): FactRecorder {
  const answers: RecordedAnswer[] = [];
  const asked: AnswersByKind = source;
  let definition = { name: '', text: '' };
  return {
    ...eachKind(
      async <K extends FactKind>(
        kind: K,
        ...question: Parameters<FactSource[K]>
      ): Promise<AnswerOf<K>> => {
        const answer = await asked[kind](...question);
        answers.push({ kind, question: question[0] ?? {}, answer });
        return answer;
      },
    ),
    definition: async () => {
      const read = await source.definition();
      definition = { name: read.name, text: read.text };
      return read;
    },
    facts: () => ({
      version: 1,
      definition,
      ...(foreign && { foreign }),
      answers: answers.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)),
    }),
  };
}

/** Answers from a recording and from nothing else. */
export function replayFacts(recorded: RecordedFacts): FactSource {
  const { definition } = recorded;
  const source = new SourceText(definition.name, definition.text);
  const answers = new Map(recorded.answers.map((each) => [key(each), each.answer]));
  const files = new Map(
    recordedAnswers(recorded, 'files').flatMap((answer) => Object.entries(answer)),
  );
  return {
    ...eachKind(
      async <K extends FactKind>(
        kind: K,
        ...question: Parameters<FactSource[K]>
      ): Promise<AnswerOf<K>> => {
        const wanted = key({ kind, question: question[0] ?? {} });
        if (answers.has(wanted)) return readAnswer(kind, answers.get(wanted));
        if (kind in UNRECORDED) return readAnswer(kind, UNRECORDED[kind]);
        return Promise.reject(unrecorded(wanted));
      },
    ),
    definition: () => Promise.resolve(source),
    /** Files that were read for any question are known; others do not exist. */
    files: ({ patterns }) => {
      const wanted = patterns.map(matcher);
      const found = [...files].filter(([path]) => wanted.some((matches) => matches(path)));
      return Promise.resolve(Object.fromEntries(found));
    },
  };
}

/** Answers for older recordings, which were made before these questions were asked. */
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
      help: 'Record them again: grocker plan --record FILE.',
    },
  ]);
}
