import * as z from 'zod/mini';
import type { FrozenOutput } from './frozen.ts';
import { mark, optional, text, texts } from './plan-fields.ts';

const remote = {
  url: text,
  /** Lower-case hexadecimal. */
  sha256: text,
  /** Bytes, where known. */
  size: optional(z.number()),
};

export const remoteOrigin = z.strictObject({ from: z.literal('url'), ...remote });
export type RemoteOrigin = FrozenOutput<typeof remoteOrigin>;

/** An sdist, or another archive with a project in it. */
export const archiveOrigin = z.strictObject({
  from: z.literal('url'),
  ...remote,
  file: text,
  /** The directory of the project in it; absent: its root. */
  subdirectory: optional(text),
});
export type ArchiveOrigin = FrozenOutput<typeof archiveOrigin>;

export const contextOrigin = z.strictObject({
  from: z.literal('context'),
  /** Relative to the context; a directory ends in no slash. */
  path: text,
  /** Only files that match these patterns are sent (.dockerignore syntax, relative to the context); absent: all. */
  include: optional(texts),
  /** Patterns of files that are not sent. */
  exclude: texts,
  /** Links that lead out of the path: their targets take their places. Both are relative to the context. */
  links: optional(z.array(z.strictObject({ path: text, target: text }))),
  /** The path is a directory of a repository that is needed whole, with its .git; `exclude` applies to all of it. */
  repository: mark,
  /** The directory of the project in an archive; absent: its root. */
  subdirectory: optional(text),
  /** For a file: its sha256 is one of these, in lower-case hexadecimal. */
  hashes: optional(texts),
});
export type ContextOrigin = FrozenOutput<typeof contextOrigin>;

export const gitOrigin = z.strictObject({
  from: z.literal('git'),
  url: text,
  commit: text,
  subdirectory: optional(text),
});
export type GitOrigin = FrozenOutput<typeof gitOrigin>;

/** Part of an image, or of a context that the client named. */
export const imageOrigin = z.strictObject({
  from: z.literal('image'),
  /** With the digest, where the engine knows one. */
  reference: text,
  path: text,
});
export type ImageOrigin = FrozenOutput<typeof imageOrigin>;

/** A file of a server, or the content of an archive of a server. */
export const downloadOrigin = z.strictObject({
  from: z.literal('download'),
  ...remote,
  /** Its name among the sources. */
  path: text,
  unpack: mark,
});
export type DownloadOrigin = FrozenOutput<typeof downloadOrigin>;
