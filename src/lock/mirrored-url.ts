/** A url with its longest matching prefix replaced. */
export function mirroredUrl(url: string, mirrors: Readonly<Record<string, string>>): string {
  let longest = '';
  for (const prefix of Object.keys(mirrors)) {
    if (prefix.length > longest.length && url.startsWith(prefix)) longest = prefix;
  }
  return longest === '' ? url : (mirrors[longest] ?? '') + url.slice(longest.length);
}
