const digest = /^[0-9a-f]{64}$/i;

/** The lower-case digits of a `sha256:…` or `sha256=…` hash; null for any other algorithm or form. */
export function sha256OfHash(hash: string | undefined): string | null {
  if (hash === undefined) return null;
  const match = /^sha256[:=](.*)$/i.exec(hash.trim());
  return match?.[1] !== undefined && digest.test(match[1]) ? match[1].toLowerCase() : null;
}

/** The same for the digits alone. */
export function sha256OfDigits(digits: string | undefined): string | null {
  return digits !== undefined && digest.test(digits) ? digits.toLowerCase() : null;
}
