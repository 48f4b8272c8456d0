const digest = /^[0-9a-f]{64}$/;

/** The lower-case digits of a `sha256:…` or `sha256=…` hash; null for any other algorithm or form. */
export function sha256OfHash(hash: string | undefined): string | null {
  const written = hash?.startsWith('sha256:') === true || hash?.startsWith('sha256=') === true;
  return written ? sha256OfDigits(hash.slice('sha256:'.length)) : null;
}

/** The same for the digits alone. */
export function sha256OfDigits(digits: string | undefined): string | null {
  const lower = digits?.toLowerCase() ?? '';
  return digest.test(lower) ? lower : null;
}

/** Whether a text is the whole id of a commit: SHA-1 or SHA-256, no branch and no tag. */
export function isCommit(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(text);
}
