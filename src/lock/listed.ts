/** The list of a name, which may be any text (`constructor`); empty if there is none. */
export function listed<T>(
  lists: Readonly<Record<string, readonly T[]>>,
  name: string,
): readonly T[] {
  return Object.hasOwn(lists, name) ? (lists[name] ?? []) : [];
}
