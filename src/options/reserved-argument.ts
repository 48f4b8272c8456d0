import { proxyArguments } from './proxy.ts';

/** Build arguments with a meaning of their own, which no grocker.yml declares. */
export function isReservedArgument(name: string): boolean {
  return (
    name.startsWith('BUILDKIT_') ||
    name === 'SOURCE_DATE_EPOCH' ||
    proxyArguments.includes(name.toLowerCase())
  );
}
