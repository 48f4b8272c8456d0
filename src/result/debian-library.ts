/**
 * What Debian would call the package of a shared library (Debian Policy, 8.1); undefined where its name tells no version.
 *
 * Only most packages are called so, and since trixie some have `t64` behind it.
 */
export function debianLibraryPackage(library: string): string | undefined {
  const [, name, version] = /^(lib.+)\.so\.(\d[\d.]*)$/.exec(library) ?? [];
  if (name === undefined || version === undefined) return undefined;
  const separator = /\d$/.test(name) ? '-' : '';
  return `${name.toLowerCase().replaceAll('_', '-')}${separator}${version}`;
}
