import { baseName } from '../paths/base-name.ts';
import { directoryOf } from '../paths/context-path.ts';
import { pathPattern } from '../paths/path-pattern.ts';

/** Files of the context by path. */
export type FilesByPath = ReadonlyMap<string, Uint8Array>;

/** Earlier questions about the context's files: a question that is part of an earlier one needs no request. */
export class AnsweredFiles {
  readonly #answers: { readonly patterns: ReadonlySet<string>; files: Promise<FilesByPath> }[] = [];

  /** The answer to `patterns`, from an earlier question that had them all. */
  find(patterns: readonly string[]): Promise<FilesByPath> | undefined {
    const known = this.#answers.find((each) => patterns.every((name) => each.patterns.has(name)));
    return known?.files.then((files) => matchingFiles(files, patterns));
  }

  /** Keeps an answer, also while it is awaited; a failed one is asked for again. */
  add(patterns: readonly string[], files: Promise<FilesByPath>): Promise<FilesByPath> {
    const answer = { patterns: new Set(patterns), files };
    this.#answers.push(answer);
    files.catch(() => this.#answers.splice(this.#answers.indexOf(answer), 1));
    return files;
  }
}

/** Those of some files that match any of the patterns. */
export function matchingFiles(files: FilesByPath, patterns: readonly string[]): FilesByPath {
  const parsed = patterns.map(pathPattern);
  const isWanted = (path: string) =>
    parsed.some((each) => each.directory === directoryOf(path) && each.matches(baseName(path)));
  return new Map([...files].filter(([path]) => isWanted(path)));
}
