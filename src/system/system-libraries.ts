/** System packages that a Python package needs and that none of its wheels contains. */
export interface SystemLibrary {
  /** Normalised names of the Python packages. */
  readonly packages: readonly string[];
  /**
   * `run`: a library or program is looked for when it runs; `compiled`: there is no
   * wheel for Linux, so that it is compiled; `from-source`: there are wheels, and it is compiled only where those are refused.
   */
  readonly when: 'run' | 'compiled' | 'from-source';
  readonly run: Names;
  readonly build: Names;
  /** Programs that it runs, each with Debian's package of it. */
  readonly programs?: Readonly<Record<string, string>>;
  /** How it is known. */
  readonly evidence: string;
}

/** Packages that have one name everywhere, or a name for each Debian. */
type Names = readonly (string | Readonly<Record<DebianRelease, string>>)[];

/** The releases of Debian in the catalogue that still get updates. */
export type DebianRelease = 'trixie' | 'bookworm';

const named = (trixie: string, bookworm: string) => ({ trixie, bookworm });

/** Each row was looked up: the names with apt in both releases, the need in the package's own sources. */
export const systemLibraries: readonly SystemLibrary[] = [
  {
    packages: ['psycopg2'],
    when: 'compiled',
    run: ['libpq5'],
    build: ['libpq-dev'],
    evidence: 'no wheels for Linux; setup.py runs pg_config; links libpq.so.5',
  },
  {
    packages: ['psycopg'],
    when: 'run',
    run: ['libpq5'],
    build: [],
    evidence: 'pure Python; loads libpq with ctypes (psycopg/pq/_pq_ctypes.py)',
  },
  {
    packages: ['psycopg-c', 'psycopg[c]'],
    when: 'compiled',
    run: ['libpq5'],
    build: ['libpq-dev'],
    evidence: 'no wheels; the build back end runs pg_config',
  },
  {
    packages: ['pyodbc'],
    when: 'run',
    run: ['libodbc2'],
    build: [],
    evidence: 'its wheels for Linux load libodbc.so.2, which none of them contains',
  },
  {
    packages: ['mysqlclient'],
    when: 'compiled',
    run: ['libmariadb3'],
    build: ['libmariadb-dev', 'pkg-config'],
    evidence: 'no wheels for Linux; setup.py asks pkg-config for libmariadb',
  },
  {
    packages: ['pycairo'],
    when: 'compiled',
    run: ['libcairo2'],
    build: ['libcairo2-dev', 'pkg-config'],
    evidence: 'no wheels for Linux; meson.build asks pkg-config for cairo',
  },
  {
    packages: ['cairocffi', 'cairosvg'],
    when: 'run',
    run: ['libcairo2'],
    build: [],
    evidence: 'cairocffi loads libcairo.so.2 with cffi',
  },
  {
    packages: ['pygobject'],
    when: 'compiled',
    run: [named('libgirepository-2.0-0', 'libgirepository-1.0-1'), 'libcairo2'],
    build: [
      named('libgirepository-2.0-dev', 'libgirepository1.0-dev'),
      'libcairo2-dev',
      'pkg-config',
    ],
    evidence: 'no wheels; meson.build asks pkg-config for girepository and cairo',
  },
  {
    packages: ['weasyprint'],
    when: 'run',
    run: ['libpango-1.0-0', 'libpangoft2-1.0-0', 'libharfbuzz-subset0', 'fonts-dejavu-core'],
    build: [],
    evidence:
      'weasyprint/text/ffi.py opens pango, pangoft2 and harfbuzz-subset; without a font no text is drawn',
  },
  {
    packages: ['pdf2image'],
    when: 'run',
    run: ['poppler-utils'],
    build: [],
    programs: { pdftoppm: 'poppler-utils', pdfinfo: 'poppler-utils' },
    evidence: 'runs pdftoppm and pdfinfo',
  },
  {
    packages: ['pydub', 'ffmpeg-python', 'openai-whisper'],
    when: 'run',
    run: ['ffmpeg'],
    build: [],
    programs: { ffmpeg: 'ffmpeg' },
    evidence: 'runs ffmpeg and ffprobe',
  },
  {
    packages: ['python-magic'],
    when: 'run',
    run: [named('libmagic1t64', 'libmagic1')],
    build: [],
    evidence: 'magic/loader.py looks for libmagic.so.1',
  },
  {
    packages: ['opencv-python', 'opencv-contrib-python'],
    when: 'run',
    run: ['libgl1', named('libglib2.0-0t64', 'libglib2.0-0')],
    build: [],
    evidence:
      'cv2 links libGL.so.1 and libgthread-2.0.so.0, which no wheel has; opencv-python-headless needs neither',
  },
  {
    packages: ['pytesseract'],
    when: 'run',
    run: ['tesseract-ocr'],
    build: [],
    programs: { tesseract: 'tesseract-ocr' },
    evidence: 'runs tesseract',
  },
  {
    packages: ['tesserocr'],
    when: 'run',
    run: ['tesseract-ocr'],
    build: [],
    evidence: 'reads the languages that tesseract-ocr brings along',
  },
  {
    packages: ['pyzbar'],
    when: 'run',
    run: [named('libzbar0t64', 'libzbar0')],
    build: [],
    evidence: 'pyzbar/zbar_library.py looks for libzbar.so.0',
  },
  {
    packages: ['python-ldap'],
    when: 'compiled',
    run: [named('libldap2', 'libldap-2.5-0'), 'libsasl2-2'],
    build: ['libldap-dev', 'libsasl2-dev'],
    evidence: 'no wheels; setup.cfg links ldap, lber and sasl2',
  },
  {
    packages: ['xmlsec'],
    when: 'from-source',
    run: [named('libxmlsec1t64-openssl', 'libxmlsec1-openssl')],
    build: ['libxmlsec1-dev', 'pkg-config'],
    evidence: 'setup.py asks pkg-config for xmlsec1; wheels bundle it',
  },
  {
    packages: ['lxml'],
    when: 'from-source',
    run: ['libxml2', 'libxslt1.1'],
    build: ['libxml2-dev', 'libxslt1-dev'],
    evidence: 'setupinfo.py runs xslt-config; wheels bundle both',
  },
  {
    packages: ['pillow'],
    when: 'from-source',
    run: ['libjpeg62-turbo', 'zlib1g'],
    build: ['libjpeg62-turbo-dev', 'zlib1g-dev'],
    evidence: 'setup.py requires jpeg and zlib; wheels bundle them',
  },
  {
    packages: ['pycurl'],
    when: 'from-source',
    run: [named('libcurl4t64', 'libcurl4')],
    build: ['libcurl4-openssl-dev', 'libssl-dev'],
    evidence: 'setup.py runs curl-config; wheels bundle it',
  },
  {
    packages: ['gssapi', 'krb5', 'kerberos', 'pykerberos'],
    when: 'compiled',
    run: ['libgssapi-krb5-2'],
    build: ['libkrb5-dev'],
    evidence: 'no wheels for Linux; setup.py runs krb5-config',
  },
  {
    packages: ['m2crypto'],
    when: 'compiled',
    run: [named('libssl3t64', 'libssl3')],
    build: ['swig', 'libssl-dev'],
    evidence: 'no wheels for Linux; setup.py runs swig on OpenSSL’s headers',
  },
  {
    packages: ['pyaudio'],
    when: 'compiled',
    run: ['libportaudio2'],
    build: ['portaudio19-dev'],
    evidence: 'no wheels for Linux; setup.py links portaudio',
  },
  {
    packages: ['sounddevice'],
    when: 'run',
    run: ['libportaudio2'],
    build: [],
    evidence: 'looks for libportaudio with ctypes; only other systems have it in the wheel',
  },
  {
    packages: ['gdal'],
    when: 'compiled',
    run: [named('libgdal36', 'libgdal32')],
    build: ['libgdal-dev'],
    evidence: 'no wheels; setup.py runs gdal-config, and the version has to be that of the library',
  },
  {
    packages: ['pygraphviz'],
    when: 'compiled',
    run: ['graphviz'],
    build: ['libgraphviz-dev', 'pkg-config'],
    programs: { dot: 'graphviz' },
    evidence: 'no wheels for Linux; links cgraph, and runs dot',
  },
  {
    packages: ['graphviz', 'pydot', 'diagrams'],
    when: 'run',
    run: ['graphviz'],
    build: [],
    programs: { dot: 'graphviz' },
    evidence: 'runs dot',
  },
  {
    packages: ['wand'],
    when: 'run',
    run: [named('libmagickwand-7.q16-10', 'libmagickwand-6.q16-6')],
    build: [],
    evidence: 'wand/api.py looks for libMagickWand with ctypes',
  },
  {
    packages: ['pypandoc'],
    when: 'run',
    run: ['pandoc'],
    build: [],
    programs: { pandoc: 'pandoc' },
    evidence: 'runs pandoc, which only pypandoc-binary bundles',
  },
  {
    packages: ['pysqlite3'],
    when: 'compiled',
    run: ['libsqlite3-0'],
    build: ['libsqlite3-dev'],
    evidence: 'no wheels; setup.py compiles against sqlite3.h and links libsqlite3.so.0',
  },
  {
    packages: ['pyenchant'],
    when: 'run',
    run: ['libenchant-2-2'],
    build: [],
    evidence: 'enchant/_enchant.py looks for libenchant-2.so.2',
  },
  {
    packages: ['pylibmc'],
    when: 'compiled',
    run: [named('libmemcached11t64', 'libmemcached11')],
    build: ['libmemcached-dev', 'zlib1g-dev'],
    evidence: 'no wheels for Linux; setup.py links memcached',
  },
  {
    packages: ['python-prctl'],
    when: 'compiled',
    run: ['libcap2'],
    build: ['libcap-dev'],
    evidence: 'no wheels; setup.py includes sys/capability.h',
  },
  {
    packages: ['dlib', 'face-recognition'],
    when: 'compiled',
    run: [],
    build: ['cmake'],
    evidence: 'no wheels; setup.py runs cmake',
  },
  {
    packages: ['tabula-py', 'pyspark', 'language-tool-python'],
    when: 'run',
    run: ['default-jre-headless'],
    build: [],
    programs: { java: 'default-jre-headless' },
    evidence: 'runs java',
  },
  {
    packages: ['ocrmypdf'],
    when: 'run',
    run: ['tesseract-ocr', 'ghostscript'],
    build: [],
    programs: { tesseract: 'tesseract-ocr', gs: 'ghostscript' },
    evidence: 'runs tesseract and gs',
  },
  {
    packages: ['camelot-py', 'ghostscript'],
    when: 'run',
    run: ['ghostscript'],
    build: [],
    evidence: 'loads libgs, or runs gs',
  },
  {
    packages: ['gitpython'],
    when: 'run',
    run: ['git'],
    build: [],
    programs: { git: 'git' },
    evidence: 'runs git, and fails when it is imported without it',
  },
  {
    packages: ['playwright'],
    when: 'run',
    run: [
      named('libasound2t64', 'libasound2'),
      named('libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'),
      named('libatk1.0-0t64', 'libatk1.0-0'),
      named('libatspi2.0-0t64', 'libatspi2.0-0'),
      'libcairo2',
      named('libcups2t64', 'libcups2'),
      ...['libdbus-1-3', 'libdrm2', 'libgbm1'],
      named('libglib2.0-0t64', 'libglib2.0-0'),
      ...['libnspr4', 'libnss3', 'libpango-1.0-0', 'libx11-6', 'libxcb1', 'libxcomposite1'],
      ...['libxdamage1', 'libxext6', 'libxfixes3', 'libxkbcommon0', 'libxrandr2'],
    ],
    build: [],
    evidence:
      'its driver lists them for Chromium on Debian 12 and 13 (package/lib/coreBundle.js: debian13-x64)',
  },
  {
    packages: ['pyudev'],
    when: 'run',
    run: ['libudev1'],
    build: [],
    evidence: 'loads libudev with ctypes',
  },
];

/** The names of one release of Debian. */
export function namesFor(names: Names, release: DebianRelease): readonly string[] {
  return names.map((name) => (typeof name === 'string' ? name : name[release]));
}
