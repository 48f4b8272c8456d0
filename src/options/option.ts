/** Options as they arrive: text by key. */
export type RawOptions = ReadonlyMap<string, string>;

/** One field of BuildOptions: where it comes from and what it means. */
export interface Option<T> {
  /** As they arrive; one that ends in `*` is a prefix of keys. */
  readonly keys: readonly string[];
  /** How a person sets it with `docker buildx build`, where they do. */
  readonly flag?: string;
  /** Its effect: one sentence. */
  readonly doc: string;
  /** @throws {OptionProblem} */
  read(raw: RawOptions): T;
}

/** Options whose key begins so, by the rest of it, sorted. Nothing is inherited: any text is a key. */
export function withPrefix(raw: RawOptions, prefix: string): Readonly<Record<string, string>> {
  const options: Readonly<Record<string, string>> = Object.fromEntries(
    [...raw]
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]): [string, string] => [key.slice(prefix.length), value])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  Object.setPrototypeOf(options, null);
  return options;
}

/** The parsed value of a key, undefined if it is absent or empty. */
export function optional<T>(
  raw: RawOptions,
  key: string,
  parse: (text: string) => T,
): T | undefined {
  const text = raw.get(key);
  return text === undefined || text === '' ? undefined : parse(text);
}
