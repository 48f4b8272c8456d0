/** What to do about a lock that is to be made for these platforms again. */
export function lockRemedy(platforms: readonly string[]): string {
  const several = platforms.length > 1 ? ` --platform ${platforms.join(',')}` : '';
  return `run \`grocker lock${several}\` and commit what it writes`;
}
