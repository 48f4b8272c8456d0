import type { Help } from '../diagnostics/help.ts';
/** The remedy for a lock that has to be made again for these platforms. */
export function lockRemedy(platforms: readonly string[]): Help {
  const several = platforms.length > 1 ? ` --platform ${platforms.join(',')}` : '';
  return `Run \`grocker lock${several}\` and commit what it writes.`;
}
