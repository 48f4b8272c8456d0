/** The anchor of a heading as GitHub makes it, so that one link is right on the site and in the repository. */
export function headingAnchor(heading: string): string {
  return heading
    .toLowerCase()
    .trim()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}
