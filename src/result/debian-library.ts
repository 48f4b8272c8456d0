/** The libraries of GLib are in one package, whose name has no rule. */
const GLIB = /^lib(?:gio|glib|gmodule|gobject|gthread)-2\.0$/;

/**
 * What Debian would call the package of a shared library (Debian Policy, 8.1); undefined where its name tells no version.
 *
 * Only most packages are called so, and since trixie some have `t64` behind it.
 */
export function debianLibraryPackage(library: string): string | undefined {
  const [, name, version] = /^(lib.+)\.so\.(\d[\d.]*)$/.exec(library) ?? [];
  if (name === undefined || version === undefined) return undefined;
  if (GLIB.test(name)) return 'libglib2.0-0';
  const separator = /\d$/.test(name) ? '-' : '';
  return `${name.toLowerCase().replaceAll('_', '-')}${separator}${version}`;
}
