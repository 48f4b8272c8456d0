/** Versions of Python at, just before and just after those that a text names, and some that are older and newer. */
export function pythonsAround(text: string): readonly string[] {
  const found = new Set(['2.7.18', '3.0.0', '3.99.0', '4.0.0']);
  for (const match of text.matchAll(/(\d+)(?:\.(\d+))?(?:\.(\d+))?/g)) {
    const [major, minor, patch] = [match[1] ?? '3', Number(match[2] ?? 0), Number(match[3] ?? 0)];
    for (const near of [minor - 1, minor, minor + 1]) {
      if (near >= 0) found.add(`${major}.${near}.0`).add(`${major}.${near}.99`);
    }
    for (const near of [patch - 1, patch, patch + 1]) {
      if (near >= 0) found.add(`${major}.${minor}.${near}`);
    }
  }
  return [...found];
}
