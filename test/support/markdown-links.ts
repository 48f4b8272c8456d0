/** A page of Markdown without its blocks of code, fenced or indented. */
export function prose(page: string): string {
  const withoutFences = page.replaceAll(/^( *)(`{3,}|~{3,})[^]*?^\1\2.*$/gm, '');
  return withoutFences.replaceAll(/(?<=\n\n)(?: {4}.*\n+)+/g, '');
}

/** The targets of its links and pictures. */
export function linksOf(page: string): readonly string[] {
  const text = prose(page).replaceAll(/`[^`\n]*`/g, '');
  const inline = text.matchAll(/\]\(([^()\s]+)\)/g);
  const referenced = text.matchAll(/^\[[^\]]+\]:\s*(\S+)/gm);
  return [...inline, ...referenced].map(([, target = '']) => target);
}
