import type { ChownOpt, UserOpt } from './wire/messages.ts';

/** "user", "user:group", by name or number; or each by name (string) or id (number). */
export type Owner = string | { readonly user?: string | number; readonly group?: string | number };

/** `base` is the input whose /etc/passwd and /etc/group the names are looked up in. */
export function lowerOwner(owner: Owner | undefined, base: number): ChownOpt | undefined {
  if (owner === undefined) return undefined;
  if (typeof owner !== 'string') {
    return { user: lowerUser(owner.user, base), group: lowerUser(owner.group, base) };
  }
  const colon = owner.indexOf(':');
  if (colon === -1) return { user: lowerUser(parseUser(owner), base) };
  return {
    user: lowerUser(parseUser(owner.slice(0, colon)), base),
    group: lowerUser(parseUser(owner.slice(colon + 1)), base),
  };
}

function parseUser(text: string): string | number {
  if (text === 'root') return 0;
  return /^\d+$/.test(text) ? Number(text) : text;
}

function lowerUser(user: string | number | undefined, base: number): UserOpt | undefined {
  if (user === undefined) return undefined;
  return typeof user === 'number' ? { byId: user } : { byName: { name: user, input: base } };
}
