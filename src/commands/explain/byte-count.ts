const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Bytes as `docker image ls` prints them, in powers of a thousand: `31.5 MB`. */
export function byteCount(bytes: number | null): string {
  if (bytes === null) return '?';
  const size = Math.abs(bytes);
  const power = Math.min(units.length - 1, size < 1 ? 0 : Math.floor(Math.log10(size) / 3));
  const value = bytes / 1000 ** power;
  const digits = power === 0 || Math.abs(value) >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[power] ?? ''}`;
}
