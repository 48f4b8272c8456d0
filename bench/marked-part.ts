/** A page with the part between two comments replaced: `<!-- measured NAME: start -->` and `… end -->`. */
export function withMarkedPart(page: string, name: string, part: string): string {
  const start = `<!-- measured ${name}: start -->`;
  const end = `<!-- measured ${name}: end -->`;
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the page has no ${start} … ${end}`);
  return `${page.slice(0, from)}${start}\n\n${part}\n${page.slice(to)}`;
}
