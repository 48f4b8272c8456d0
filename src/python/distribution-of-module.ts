/**
 * Packages whose modules have another name, or that replace former modules of Python; each was looked up in the package itself.
 * A name that is not here is not guessed: another project may have taken it.
 */
const known: Readonly<Record<string, string>> = {
  bs4: 'beautifulsoup4',
  cgi: 'legacy-cgi',
  cv2: 'opencv-python-headless',
  dateutil: 'python-dateutil',
  distutils: 'setuptools',
  dotenv: 'python-dotenv',
  jose: 'python-jose',
  jwt: 'PyJWT',
  magic: 'python-magic',
  multipart: 'python-multipart',
  MySQLdb: 'mysqlclient',
  PIL: 'pillow',
  // Setuptools 82 no longer has it.
  pkg_resources: 'setuptools<81',
  psycopg2: 'psycopg2',
  serial: 'pyserial',
  sklearn: 'scikit-learn',
  slugify: 'python-slugify',
  yaml: 'PyYAML',
  zmq: 'pyzmq',
};

/** The requirement that brings a module, where it is well known. */
export function distributionOfModule(module: string): string | undefined {
  return Object.hasOwn(known, module) ? known[module] : undefined;
}
