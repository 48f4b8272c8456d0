import { SourceText } from '../diagnostics/source-text.ts';
import type { Span } from '../diagnostics/span.ts';
import { parseDockerignore } from './dockerignore.ts';
import { ignoredNames } from './ignored-names.ts';

/** The file that says what is left out of the context. */
export interface IgnoreFile {
  /** As its user knows it: `.dockerignore`, or the one next to the definition. */
  readonly name: string;
  readonly text: string;
}

/**
 * The line of a .dockerignore that keeps a path of the context out of it, with its parents (MatchesOrParentMatches of
 * github.com/moby/patternmatcher); undefined if the path is in the context, or if only the builder can read the pattern
 * of a line.
 */
export function hidingLine({ name, text }: IgnoreFile, path: string): Span | undefined {
  const source = new SourceText(name, text);
  const parts = path.split('/');
  const parents = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  let at = 0;
  let hiding: Span | undefined;
  for (const line of text.split('\n')) {
    const [pattern] = parseDockerignore(line);
    if (pattern !== undefined) {
      const negated = pattern.startsWith('!');
      const matches = ignoredNames([negated ? pattern.slice(1) : pattern]);
      if (matches === undefined) return undefined;
      if (parents.some(matches)) {
        hiding = negated ? undefined : source.span(at, at + line.trimEnd().length);
      }
    }
    at += line.length + 1;
  }
  return hiding;
}

/** A stand-in for any name, in a path that represents all paths of a pattern. */
const ANY = 'q7zkx';

/**
 * The line that keeps every path of a glob pattern out of the context; undefined if some of them may be in it, as far
 * as the patterns tell.
 */
export function hidingLineOfAll(ignored: IgnoreFile, pattern: string): Span | undefined {
  if (/[[\]{}\\]/.test(pattern)) return undefined;
  const some = [ANY, `${ANY}/${ANY}`].map((deep) =>
    pattern.replaceAll('**', deep).replaceAll('*', ANY).replaceAll('?', 'q'),
  );
  const lines = some.map((path) => hidingLine(ignored, path));
  const [line] = lines;
  if (line === undefined || lines.includes(undefined)) return undefined;
  return isTakenBack(ignored.text, pattern) ? undefined : line;
}

/** Whether a line with `!` names something that the pattern names too. */
function isTakenBack(text: string, pattern: string): boolean {
  const matches = ignoredNames([pattern]);
  const plain = pattern.replace(/[*?].*$/s, '');
  return text
    .split('\n')
    .flatMap((line) => parseDockerignore(line))
    .filter((each) => each.startsWith('!'))
    .map((each) => each.slice(1))
    .some((each) => {
      const path = each.replaceAll('*', ANY).replaceAll('?', 'q');
      return matches?.(path) !== false || each.includes('*') || path.startsWith(plain);
    });
}
