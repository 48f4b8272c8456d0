import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** Python's message for a module that it cannot parse. */
export interface Mistake {
  readonly line: number;
  readonly words: string;
}

/** The same, of an installed module. */
export interface InstalledMistake extends Mistake {
  /** The distribution, normalised. */
  readonly of: string;
  /** In the image. */
  readonly path: string;
}

/** A module with its place among the files of the context, where that is known. */
export interface PlacedMistake extends Mistake {
  readonly path: string;
  readonly isOfContext: boolean;
}

const SHOWN = 20;

/** Modules that Python cannot parse, for a person. */
export function mistakenModules(
  mistakes: readonly PlacedMistake[],
  pythonVersion: string,
  severity: 'warning' | 'error',
): readonly Diagnostic[] {
  return mistakes.slice(0, SHOWN).map(({ path, line, words, isOfContext }) => {
    const place = { line, column: 1 };
    const where = isOfContext ? 'this module' : `${path}, line ${line}`;
    return {
      code: 'module-syntax',
      severity,
      message: `Python ${pythonVersion} cannot parse ${where}: ${words}`,
      ...(isOfContext && { span: { file: path, start: place, end: place } }),
      help: 'Correct the module, leave it out, or choose the `runtime` that it is written for.',
    };
  });
}
