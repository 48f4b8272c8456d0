/** Names of older releases of Debian and Ubuntu, and their successors. */
const RENAMED: Readonly<Record<string, string>> = {
  'libgl1-mesa-glx': 'libgl1',
  'libgl1-mesa-dri': 'libgl1',
  netcat: 'netcat-openbsd',
  'netcat-traditional': 'netcat-openbsd',
  'libmysqlclient-dev': 'default-libmysqlclient-dev',
  'libmariadbclient-dev': 'libmariadb-dev',
  'libmariadb-dev-compat': 'libmariadb-dev',
  'mysql-client': 'default-mysql-client',
  'libgdk-pixbuf2.0-0': 'libgdk-pixbuf-2.0-0',
  'libgdk-pixbuf2.0-dev': 'libgdk-pixbuf-2.0-dev',
  'libatlas-base-dev': 'libopenblas-dev',
  'libjpeg-turbo8': 'libjpeg62-turbo',
  'libjpeg8-dev': 'libjpeg-dev',
  'libjpeg62-dev': 'libjpeg-dev',
  'libpng12-dev': 'libpng-dev',
  'libtiff5-dev': 'libtiff-dev',
  'libldap2-dev': 'libldap-dev',
  libasound2: 'libasound2t64',
  libcups2: 'libcups2t64',
  'libssl1.1': 'libssl3t64',
  libssl3: 'libssl3t64',
  'ttf-dejavu': 'fonts-dejavu',
  'ttf-freefont': 'fonts-freefont-ttf',
  'ttf-liberation': 'fonts-liberation',
};

/** Renamed in trixie, not before. */
export const isOfTrixie = (name: string): boolean => name.endsWith('t64');

/** The name of a system package in the current release. */
export function currentName(name: string): string {
  return Object.hasOwn(RENAMED, name) ? (RENAMED[name] ?? name) : name;
}

/** Whether a name of a system package stands for another one, as apt takes it: `libmagic1` is libmagic1t64. */
export function isNameOf(written: string, name: string): boolean {
  const plain = (each: string) => currentName(each).replace(/t64(?=$|-)/, '');
  return plain(written) === plain(name);
}
