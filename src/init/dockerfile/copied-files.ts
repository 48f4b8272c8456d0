import { posix } from 'node:path';
import { contextPath } from '../../paths/context-path.ts';
import { below } from './image-path.ts';

/** One source of a COPY of files of the context. */
export interface Copy {
  /** Relative to the context; `.` for all of it. */
  readonly source: string;
  /** Absolute path in the image. */
  readonly target: string;
  /** Whether `target` is a directory, in which a file keeps its name. */
  readonly isInside: boolean;
}

/**
 * The files of the context that a COPY or ADD takes, from another stage too; none of an image, a url or a heredoc.
 *
 * @param copiesFrom what a stage has of the context.
 */
export function copiesOf(
  text: string,
  workdir: string,
  copiesFrom: (stage: string) => readonly Copy[],
): readonly Copy[] {
  if (text.includes('<<')) return [];
  const stage = /^(?:--\S+\s+)*--from=(\S+)/.exec(text)?.[1];
  const written = text.replace(/^(?:--\S+\s+)*/, '').trim();
  const words = wordsOf(written);
  const target = words.at(-1) ?? '';
  const sources = words.slice(0, -1).filter((source) => !/^[a-z]+:\/\//.test(source));
  const isInside = target.endsWith('/') || target === '.' || sources.length > 1;
  if (stage !== undefined) {
    const copies = copiesFrom(stage.toLowerCase());
    return sources.flatMap((source) => passedOn(copies, source, posix.resolve(workdir, target)));
  }
  return sources.flatMap((source) => {
    const path = contextPath('.', source.replace(/^\/+/, '') || '.');
    return path === undefined
      ? []
      : [{ source: path, target: posix.resolve(workdir, target), isInside }];
  });
}

/** The files below a path of another stage, at their places in this one. */
function passedOn(copies: readonly Copy[], source: string, target: string): readonly Copy[] {
  const from = posix.resolve('/', source);
  return copies.flatMap((copy): Copy[] => {
    const inner = below(from, copy.target);
    if (inner !== undefined) return [{ ...copy, target: posix.resolve(target, inner) }];
    const rest = below(copy.target, from);
    const path = rest === undefined ? undefined : contextPath(copy.source, rest);
    return path === undefined ? [] : [{ source: path, target, isInside: false }];
  });
}

function wordsOf(text: string): readonly string[] {
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list)) return list.map(String);
  } catch {
    // It is written without brackets.
  }
  return text.split(/\s+/);
}

/** The path of the context that is at a path of the image; undefined if nothing of the context is. */
export function contextPathOf(
  copies: readonly Copy[],
  path: string,
  paths: readonly string[],
): string | undefined {
  const isThere = (each: string) =>
    each === '.' || paths.some((file) => file === each || file.startsWith(`${each}/`));
  for (const { source, target, isInside } of copies.toReversed()) {
    if (source.includes('*')) continue;
    const isFile = paths.includes(source);
    if (isFile) {
      const name = source.replace(/^.*\//, '');
      if (path === (isInside ? posix.resolve(target, name) : target)) return source;
      continue;
    }
    const rest = below(target, path);
    const found = rest === undefined ? undefined : contextPath(source, rest);
    if (found !== undefined && isThere(found)) return found;
  }
  return undefined;
}
