import { createHash } from 'node:crypto';

/**
 * JSON as Python's json.dumps writes it with sorted keys: what content hashes are taken of.
 * Integers are bigints here, every number is a float.
 */
export function pythonJson(value: unknown, comma = ', ', colon = ': '): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return asciiString(value);
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return pythonFloat(value);
  if (Array.isArray(value)) {
    return `[${value.map((item: unknown) => pythonJson(item, comma, colon)).join(comma)}]`;
  }
  if (value instanceof Date) return asciiString(value.toISOString());
  const members = Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, item]) => asciiString(key) + colon + pythonJson(item, comma, colon));
  return `{${members.join(comma)}}`;
}

/** The sha256 of a text, in lower-case hexadecimal digits. */
export function sha256OfText(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function asciiString(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** repr() of a float. */
function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
