/** Packages of Debian by the beginning of a library's name: those that Python packages load while they run. */
const libraries: readonly (readonly [start: string, trixie: string, bookworm: string])[] = [
  ['libGL.so', 'libgl1', 'libgl1'],
  ['libglib-2.0', 'libglib2.0-0t64', 'libglib2.0-0'],
  ['libgthread-2.0', 'libglib2.0-0t64', 'libglib2.0-0'],
  ['libgobject-2.0', 'libglib2.0-0t64', 'libglib2.0-0'],
  ['libgomp', 'libgomp1', 'libgomp1'],
  ['libcairo', 'libcairo2', 'libcairo2'],
  ['libpangoft2', 'libpangoft2-1.0-0', 'libpangoft2-1.0-0'],
  ['libpango-1.0', 'libpango-1.0-0', 'libpango-1.0-0'],
  ['libharfbuzz-subset', 'libharfbuzz-subset0', 'libharfbuzz-subset0'],
  ['libmagic', 'libmagic1t64', 'libmagic1'],
  ['libpq', 'libpq5', 'libpq5'],
  ['libmariadb', 'libmariadb3', 'libmariadb3'],
  ['libsndfile', 'libsndfile1', 'libsndfile1'],
  ['libportaudio', 'libportaudio2', 'libportaudio2'],
  ['libzbar', 'libzbar0t64', 'libzbar0'],
  ['libxml2', 'libxml2', 'libxml2'],
  ['libxslt', 'libxslt1.1', 'libxslt1.1'],
  ['libsm', 'libsm6', 'libsm6'],
  ['libXext', 'libxext6', 'libxext6'],
  ['libXrender', 'libxrender1', 'libxrender1'],
  ['libcurl', 'libcurl4t64', 'libcurl4'],
];

/**
 * The package that has a library; undefined if it is not known, or for another system.
 *
 * @param runtime `trixie/3.13`
 */
export function packageOfLibrary(library: string, runtime: string): string | undefined {
  const [release] = runtime.split('/');
  const row = libraries.find(([start]) => library.toLowerCase().startsWith(start.toLowerCase()));
  if (row === undefined) return undefined;
  return release === 'trixie' ? row[1] : release === 'bookworm' ? row[2] : undefined;
}
