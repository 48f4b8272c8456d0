import * as z from 'zod/mini';
import type { FactSource } from './fact-source.ts';

/** A kind of question: everything that a FactSource answers but the definition. */
export type FactKind = Exclude<keyof FactSource, 'definition'>;

/** The answer to a question of a kind. */
export type AnswerOf<K extends FactKind> = Awaited<ReturnType<FactSource[K]>>;

/** Asks a question of any kind. */
export type Ask = <K extends FactKind>(
  kind: K,
  ...question: Parameters<FactSource[K]>
) => Promise<AnswerOf<K>>;

interface Kind<Answer> {
  /** Reads the answer of a recording. */
  readonly answer: z.ZodMiniType<Answer>;
  /** The scripts of steps/ that write such an answer; none if it is made of more than one. */
  readonly scripts: readonly string[];
}

const links = z.array(z.object({ path: z.string(), target: z.string() }));

const kinds: { readonly [K in FactKind]: Kind<AnswerOf<K>> } = {
  files: { answer: z.record(z.string(), z.string()), scripts: [] },
  ignoreFile: {
    answer: z.nullable(z.object({ name: z.string(), text: z.string() })),
    scripts: [],
  },
  sourceTree: {
    answer: z.object({ links, broken: links, environments: z.array(z.string()) }),
    scripts: [],
  },
  baseImage: { answer: z.object({ reference: z.string(), config: z.string() }), scripts: [] },
  systemPackages: { answer: z.string(), scripts: ['apt-resolve.sh', 'apk-resolve.sh'] },
  pythonLock: { answer: z.string(), scripts: ['resolve.py'] },
  buildRequirements: { answer: z.string(), scripts: [] },
  nativeSource: { answer: z.nullable(z.string()), scripts: [] },
  interpreter: { answer: z.string(), scripts: ['probe.py'] },
  releaseMetadata: { answer: z.string(), scripts: ['release.py'] },
  download: { answer: z.string(), scripts: ['digest.py'] },
};

export function isFactKind(name: string): name is FactKind {
  return Object.hasOwn(kinds, name);
}

/** The asking functions of a source, by kind. */
export type AnswersByKind = {
  readonly [K in FactKind]: (...question: Parameters<FactSource[K]>) => Promise<AnswerOf<K>>;
};

/** The kind of question that a script of steps/ answers. */
export function kindOfScript(script: string): FactKind | undefined {
  return Object.keys(kinds)
    .filter(isFactKind)
    .find((kind) => kinds[kind].scripts.includes(script));
}

/**
 * Reads the answer to a question of a kind from a recording.
 *
 * @throws ZodError if it is not such an answer.
 */
export function readAnswer<K extends FactKind>(kind: K, answer: unknown): AnswerOf<K> {
  const schema: z.ZodMiniType<AnswerOf<K>> = kinds[kind].answer;
  return schema.parse(answer);
}

/** Answers questions of every kind in one way. */
export function eachKind(ask: Ask): Pick<FactSource, FactKind> {
  return {
    files: (...question) => ask('files', ...question),
    ignoreFile: () => ask('ignoreFile'),
    sourceTree: (...question) => ask('sourceTree', ...question),
    baseImage: (...question) => ask('baseImage', ...question),
    systemPackages: (...question) => ask('systemPackages', ...question),
    pythonLock: (...question) => ask('pythonLock', ...question),
    buildRequirements: (...question) => ask('buildRequirements', ...question),
    nativeSource: (...question) => ask('nativeSource', ...question),
    interpreter: (...question) => ask('interpreter', ...question),
    releaseMetadata: (...question) => ask('releaseMetadata', ...question),
    download: (...question) => ask('download', ...question),
  };
}
