/** The remedy for a lock that has to be made again for these platforms. */
export function lockRemedy(platforms: readonly string[]): string {
  const several = platforms.length > 1 ? ` --platform ${platforms.join(',')}` : '';
  return `run \`grocker lock${several}\` and commit what it writes`;
}
