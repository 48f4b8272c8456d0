declare const fileName: unique symbol;

/** One name in a directory: of a file that a lock, an index or a url names, and that becomes a path in a build. */
export type FileName = string & { readonly [fileName]: true };

/** No filesystem takes a longer name. */
const longest = 255;

/**
 * Whether a text names a file and nothing else: no path, no option, nothing hidden and no character that is not shown.
 * Daemons before BuildKit 0.28.1 write to any given path.
 */
export function isFileName(text: string): text is FileName {
  return (
    /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.+!~@()=, -]*$/u.test(text) &&
    new TextEncoder().encode(text).length <= longest
  );
}
