/** Bytes of a header, and of what contents are padded to. */
export const TAR_BLOCK = 512;

/** The path of an entry as it is written: pax's or GNU's long one, else that of its header. */
export function tarPath(header: Buffer, long: string | undefined): string {
  if (long !== undefined) return long;
  const prefix = tarText(header, 257, 5) === 'ustar' ? tarText(header, 345, 155) : '';
  const name = tarText(header, 0, 100);
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** The text of a field, to its first NUL. */
export function tarText(header: Buffer, start: number, length: number): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? field.length : end);
}

/** Octal, or base 256 where the first bit says so (GNU tar, for what is too large). */
export function tarNumber(header: Buffer, start: number, length: number): number {
  const field = header.subarray(start, start + length);
  if (((field[0] ?? 0) & 0x80) !== 0) {
    return field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0);
  }
  return Number.parseInt(`0${tarText(header, start, length).trim()}`, 8);
}

/** Records of an extended header, `LENGTH KEY=VALUE\n` one after another (POSIX.1-2024, pax). */
export function paxRecords(body: Buffer): Record<string, string> {
  const records: Record<string, string> = {};
  for (let at = 0; at < body.length;) {
    const length = Number.parseInt(body.toString('latin1', at, at + 20), 10);
    if (!(length > 0)) break;
    const record = body.toString('utf8', at, at + length - 1);
    const [, key = '', value = ''] = /^\d+ ([^=]*)=(.*)$/s.exec(record) ?? [];
    records[key] = value;
    at += length;
  }
  return records;
}
