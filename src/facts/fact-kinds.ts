import type { FactSource } from './fact-source.ts';

/** A kind of question: everything that a FactSource answers but the definition. */
export type FactKind = Exclude<keyof FactSource, 'definition'>;

/** Every kind, with the scripts of steps/ that answer it where one alone does. */
const kinds: Readonly<Record<FactKind, readonly string[]>> = {
  files: [],
  ignoreFile: [],
  sourceTree: [],
  baseImage: [],
  systemPackages: ['apt-resolve.sh', 'apk-resolve.sh'],
  pythonLock: ['resolve.py'],
  buildRequirements: [],
  nativeSource: [],
  interpreter: ['probe.py'],
  releaseMetadata: ['release.py'],
  download: ['digest.py'],
};

// The keys of an object are typed as texts.
export const factKinds = Object.keys(kinds) as FactKind[];

/** The kind of question that a script of steps/ answers. */
export function kindOfScript(script: string): FactKind | undefined {
  return factKinds.find((kind) => kinds[kind].includes(script));
}

/** Answers questions of every kind in one way. */
export function eachKind(
  answer: (kind: FactKind, question: unknown, on: unknown) => Promise<unknown>,
): Pick<FactSource, FactKind> {
  const answers = factKinds.map(
    (kind) => [kind, (question: unknown, on: unknown) => answer(kind, question, on)] as const,
  );
  // The type of a function of all kinds cannot express the answer of one kind.
  return Object.fromEntries(answers) as Pick<FactSource, FactKind>;
}
