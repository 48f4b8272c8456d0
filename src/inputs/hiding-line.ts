import { SourceText } from '../diagnostics/source-text.ts';
import type { Span } from '../diagnostics/span.ts';
import { parseDockerignore } from './dockerignore.ts';
import { ignoredNames } from './ignored-names.ts';

/** The file that says what is left out of the context. */
export interface IgnoreFile {
  /** As its user knows it: `.dockerignore`, or the one beside the definition. */
  readonly name: string;
  readonly text: string;
}

/**
 * The line of a .dockerignore that keeps a path of the context out of it, with its parents
 * (MatchesOrParentMatches of github.com/moby/patternmatcher); undefined where the path is in the context, and where the
 * pattern of a line takes the builder to be read.
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
