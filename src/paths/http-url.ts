/**
 * Whether a text is a url of http or https: files are fetched in no other way. BuildKit takes the scheme of a source
 * for its kind, and compares the checksum of a file for these two kinds alone. The host has to be ASCII, so that it is
 * the one that a reader sees. A backslash is refused: some parsers end the host there, and others the user.
 */
export function isHttpUrl(text: string): boolean {
  return /^https?:\/\/(?:(?![/?#\\])[!-~])+(?:[/?#][^\s\\]*)?$/.test(text);
}

/**
 * Whether a text is the url of a git repository, with a protocol that BuildKit has. It is not a path, and no part of it
 * begins with a dash, because git or ssh would take that for an option.
 */
export function isRepositoryUrl(text: string): boolean {
  return (
    /^(?:https?|ssh|git):\/\/(?!-)(?:(?![/?#\\]|@-)[!-~])+\/[^\s\\]*$/i.test(text) ||
    /^\w[\w-]*@[a-z0-9][a-z0-9.-]*:(?!-)\S+$/i.test(text)
  );
}
