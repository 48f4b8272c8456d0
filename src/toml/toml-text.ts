/** A basic string (toml.io v1.0.0, "String"), whose escapes are those of JSON and U+007F more. */
export function tomlString(value: string): string {
  // Half a surrogate pair is not a character, and TOML refuses its escape.
  const whole = value.replaceAll(/[\ud800-\udfff]/gu, '\ufffd');
  return JSON.stringify(whole).replaceAll('\u007f', '\\u007f');
}

/** A parsed value as one line of TOML: tables inline, dates as they were. */
export function tomlInline(value: unknown): string {
  if (typeof value === 'string') return tomlString(value);
  if (Array.isArray(value)) return `[${value.map(tomlInline).join(', ')}]`;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(
      ([key, item]) => `${tomlKey(key)} = ${tomlInline(item)}`,
    );
    return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
  }
  return String(value);
}

function tomlKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : tomlString(key);
}
