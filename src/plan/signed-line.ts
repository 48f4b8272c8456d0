/** Where apt finds the key of a repository. */
export function keyring(id: string): string {
  return `/etc/apt/keyrings/${id}.asc`;
}

/**
 * A `deb` line that trusts one key and no other; a line that says itself which keys it trusts stays
 * as it is. sources.list(5), "The deb and deb-src types", option Signed-By.
 */
export function signedLine(line: string, file: string): string {
  const [, type = '', options = '', rest = ''] =
    /^(\S+)\s+(?:\[([^\]]*)\]\s*)?(.*)$/.exec(line) ?? [];
  if (/(^|\s)signed-by=/i.test(options)) return line;
  return `${type} [${[...options.split(/\s+/), `signed-by=${file}`].filter(Boolean).join(' ')}] ${rest}`;
}
