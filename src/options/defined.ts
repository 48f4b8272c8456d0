type Defined<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** The same without the fields that are undefined. */
export function defined<T extends object>(value: T): Defined<T> {
  const kept = Object.entries(value).filter(([, each]) => each !== undefined);
  // The type omits exactly the omitted fields.
  return Object.fromEntries(kept) as Defined<T>;
}
