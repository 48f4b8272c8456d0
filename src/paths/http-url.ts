/**
 * Whether a text is a url of http or https, by which alone files are fetched. BuildKit takes the scheme of a source for
 * its kind, and holds no other kind than these to the checksum of a file. Its host is written in ASCII, so that it is the one
 * that a reader sees, and it has no backslash, before which some parsers end a host, and others a user.
 */
export function isHttpUrl(text: string): boolean {
  return /^https?:\/\/(?:(?![/?#\\])[!-~])+(?:[/?#][^\s\\]*)?$/.test(text);
}

/**
 * Whether a text is where git finds a repository, by a protocol that BuildKit has; no path, and nothing of it can be an
 * option of git or ssh, which begins with a dash.
 */
export function isRepositoryUrl(text: string): boolean {
  return (
    /^(?:https?|ssh|git):\/\/(?!-)(?:(?![/?#\\]|@-)[!-~])+\/[^\s\\]*$/i.test(text) ||
    /^\w[\w-]*@[a-z0-9][a-z0-9.-]*:(?!-)\S+$/i.test(text)
  );
}
