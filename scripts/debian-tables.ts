// debian-tables.ts DIRECTORY: writes what the project knows of files in Debian's packages, from the indexes Contents-amd64
// and Contents-all of each release, named Contents-RELEASE-amd64.gz and Contents-RELEASE-all.gz in DIRECTORY:
// steps/debian-libraries.txt, every shared library that the loader finds, and src/failures/debian-packages.ts, the
// headers, programs, pkg-config modules and libraries to link with that builds of Python packages miss most often.
import { writeFileSync } from 'node:fs';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

const RELEASES = ['trixie', 'bookworm'] as const;
type Release = (typeof RELEASES)[number];

const HEADERS =
  `Python.h ffi.h openssl/ssl.h zlib.h bzlib.h lzma.h sqlite3.h readline/readline.h curses.h
  libpq-fe.h mysql.h sql.h sybdb.h ldap.h lber.h sasl/sasl.h krb5.h gssapi/gssapi.h libxml/xmlversion.h libxslt/xslt.h
  jpeglib.h png.h tiffio.h webp/decode.h ft2build.h lcms2.h openjpeg.h cairo.h pango/pango.h glib.h girepository.h
  magic.h zbar.h pcre.h pcre2.h uuid/uuid.h yaml.h expat.h curl/curl.h libssh2.h libssh/libssh.h git2.h event.h ev.h uv.h
  zmq.h librdkafka/rdkafka.h snappy-c.h lz4.h zstd.h brotli/encode.h blosc.h hdf5.h netcdf.h gdal.h geos_c.h proj.h
  spatialindex/capi/sidx_api.h sndfile.h portaudio.h alsa/asoundlib.h pulse/pulseaudio.h jack/jack.h opus/opus.h
  libavcodec/avcodec.h libavformat/avformat.h libavdevice/avdevice.h libswscale/swscale.h SDL.h SDL2/SDL.h GL/gl.h
  GL/glu.h GL/glut.h GLFW/glfw3.h X11/Xlib.h xcb/xcb.h usb.h libusb-1.0/libusb.h hidapi/hidapi.h bluetooth/bluetooth.h
  pcap.h sys/capability.h sys/acl.h selinux/selinux.h systemd/sd-daemon.h libudev.h dbus/dbus.h cups/cups.h augeas.h
  libvirt/libvirt.h rrd.h gmp.h mpfr.h mpc.h fftw3.h cblas.h lapacke.h gsl/gsl_math.h glpk.h sodium.h gpgme.h
  gnutls/gnutls.h argon2.h tcl.h tk.h lua.h jni.h boost/version.hpp Eigen/Core leveldb/c.h rocksdb/c.h lmdb.h db.h gdbm.h
  libmemcached/memcached.h hiredis/hiredis.h re2/re2.h google/protobuf/message.h graphviz/cgraph.h
  leptonica/allheaders.h tesseract/baseapi.h poppler/cpp/poppler-document.h qpdf/QPDF.hh fuse.h fuse3/fuse.h seccomp.h
  net-snmp/net-snmp-config.h infiniband/verbs.h numa.h mpi.h winscard.h xmlsec1/xmlsec/xmlsec.h ltdl.h enchant.h
  hunspell/hunspell.hxx unicode/utypes.h stdio.h crypt.h ares.h nghttp2/nghttp2.h json-c/json.h jansson.h maxminddb.h
  fontconfig/fontconfig.h hb.h raqm.h vips/vips.h zip.h archive.h igraph.h umfpack.h metis.h pybind11/pybind11.h
  libkrb5/krb5.h secp256k1.h snappy.h isa-l.h attr/xattr.h linux/input.h re.h wand/MagickWand.h libsoup/soup.h`.split(
    /\s+/,
  );

const PROGRAMS =
  `pg_config mysql_config mariadb_config pkg-config cmake ninja meson git gfortran rustc cargo swig gcc g++ cc c++
  make autoconf automake libtoolize bison flex curl-config xml2-config xslt-config gdal-config geos-config krb5-config nc-config
  h5cc mpicc net-snmp-config sdl2-config wx-config icu-config llvm-config node npm patchelf protoc javac unzip wget curl
  nasm yasm perl dot apr-config cups-config clang patch hg svn xz file go ragel re2c cython3 qmake ncurses6-config
  magick gs pdftotext ffmpeg tesseract nvcc`.split(/\s+/);

interface Index {
  /** By the last part of a path below an include directory, or the part that HEADERS names. */
  readonly headers: Map<string, Candidate[]>;
  readonly programs: Map<string, Candidate[]>;
  readonly modules: Map<string, Candidate[]>;
  readonly linked: Map<string, Candidate[]>;
  readonly shared: Map<string, Candidate[]>;
}

interface Candidate {
  readonly section: string;
  readonly name: string;
  /** The shorter, the less special. */
  readonly depth: number;
}

const [directory = '.'] = process.argv.slice(2);

async function read(release: Release): Promise<Index> {
  const index: Index = {
    ...{ headers: new Map<string, Candidate[]>(), programs: new Map<string, Candidate[]>() },
    ...{ modules: new Map<string, Candidate[]>(), linked: new Map<string, Candidate[]>() },
    shared: new Map<string, Candidate[]>(),
  };
  const wanted = new Set(HEADERS);
  const programs = new Set(PROGRAMS);
  for (const architecture of ['amd64', 'all']) {
    const file = join(directory, `Contents-${release}-${architecture}.gz`);
    const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()) });
    for await (const line of lines) {
      const [, path = '', owners = ''] = /^(\S.*?)\s+(\S+)$/.exec(line) ?? [];
      const candidates = owners.split(',').map((owner): Candidate => {
        const parts = owner.split('/');
        const depth = path.split('/').length;
        return { section: parts.at(-2) ?? '', name: parts.at(-1) ?? '', depth };
      });
      const add = (map: Map<string, Candidate[]>, key: string) => {
        map.set(key, [...(map.get(key) ?? []), ...candidates]);
      };
      const [, included] = /^usr\/include\/(?:x86_64-linux-gnu\/)?(.*)$/.exec(path) ?? [];
      if (included !== undefined) {
        const parts = included.split('/');
        for (let at = 0; at < parts.length; at += 1) {
          const tail = parts.slice(at).join('/');
          if (wanted.has(tail)) add(index.headers, tail);
        }
        continue;
      }
      const [, program] = /^usr\/bin\/([^/]+)$/.exec(path) ?? [];
      if (program !== undefined && programs.has(program)) add(index.programs, program);
      const [, module] =
        /^usr\/(?:lib|share)\/(?:x86_64-linux-gnu\/)?pkgconfig\/(.+)\.pc$/.exec(path) ?? [];
      if (module !== undefined) add(index.modules, module);
      const [, linked] = /^usr\/lib\/x86_64-linux-gnu\/lib([^/]+)\.so$/.exec(path) ?? [];
      if (linked !== undefined) add(index.linked, linked);
      const [, shared] =
        /^(?:usr\/)?lib\/(?:x86_64-linux-gnu\/)?(lib[^/ ]+\.so\.[^/ ]+)$/.exec(path) ?? [];
      if (shared !== undefined) add(index.shared, shared);
    }
  }
  return index;
}

/** The package that a person would install: a development package, near the root, with a short name. */
function best(candidates: readonly Candidate[] | undefined): string | undefined {
  const rank = ({ section, name, depth }: Candidate) => [
    section === 'libdevel' || section === 'devel' || section === 'python' ? 0 : 1,
    /cross|mingw|-arm64|-i386|-dbg|dietlibc|musl|klibc|llvm|postgresql-server|emscripten|ghc/.test(
      name,
    )
      ? 1
      : 0,
    depth,
    name.length,
  ];
  const sorted = (candidates ?? []).toSorted((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    const at = left.findIndex((value, place) => value !== right[place]);
    return at === -1 ? (a.name < b.name ? -1 : 1) : (left[at] ?? 0) - (right[at] ?? 0);
  });
  return sorted[0]?.name;
}

const indexes = new Map<Release, Index>();
for (const release of RELEASES) indexes.set(release, await read(release));

/** Names of the package in each release: one where it is the same in all. */
function packages(kind: keyof Index, key: string): string | undefined {
  const found = RELEASES.map((release) => best(indexes.get(release)?.[kind].get(key)));
  const [newest, older] = found;
  if (newest === undefined || older === undefined || newest === older) return newest ?? older;
  return `${newest} ${older}`;
}

function table(kind: keyof Index, keys: readonly string[]): string {
  const rows = [...new Set(keys)].sort().flatMap((key) => {
    const found = packages(kind, key);
    return found === undefined ? [] : [`  '${key}': '${found}',`];
  });
  return `{\n${rows.join('\n')}\n}`;
}

const headers = table('headers', HEADERS);
const known = new Set(
  [...headers.matchAll(/: '([^']+)'/g)].flatMap(([, names = '']) => names.split(' ')),
);
const ofKnown = (kind: 'modules' | 'linked') =>
  RELEASES.flatMap((release) =>
    [...(indexes.get(release)?.[kind] ?? [])].flatMap(([key, candidates]) =>
      known.has(best(candidates) ?? '') ? [key] : [],
    ),
  );
const constant = (name: string, comment: string, value: string) =>
  `/** ${comment} */\nexport const ${name}: Readonly<Record<string, string>> = ${value};\n`;
writeFileSync(
  new URL('../src/failures/debian-packages.ts', import.meta.url),
  [
    `// Written by scripts/debian-tables.ts from the Contents of Debian ${RELEASES.join(' and ')}: the package of each file, and\n// the older release's where that has another name.\n`,
    constant('debianHeaders', 'By a header, as it is included.', headers),
    constant('debianPrograms', 'By a program.', table('programs', PROGRAMS)),
    constant('debianModules', 'By a module of pkg-config.', table('modules', ofKnown('modules'))),
    constant(
      'debianLinked',
      'By a library, as it is linked with: -lNAME.',
      table('linked', ofKnown('linked')),
    ),
  ].join('\n'),
);

/** Programs ask for the shortest name of a file: libmagic.so.1, not libmagic.so.1.0.0. */
function sonames({ shared }: Index): ReadonlyMap<string, string> {
  const shortest = new Map<string, string>();
  for (const [name, candidates] of shared) {
    const owner = candidates.toSorted((a, b) => a.name.length - b.name.length)[0]?.name ?? '';
    const key = `${name.replace(/\.so\..*$/, '')} ${owner}`;
    const other = shortest.get(key);
    if (other === undefined || name.length < other.length) shortest.set(key, name);
  }
  const rows = [...shortest].map(([key, name]) => [name, key.split(' ')[1] ?? ''] as const);
  return new Map(
    rows.toSorted(([a, p], [b, q]) => (a === b ? q.length - p.length : a < b ? -1 : 1)),
  );
}

const libraries = RELEASES.map((release) => {
  const index = indexes.get(release);
  return index === undefined ? new Map<string, string>() : sonames(index);
});
const names = [...new Set(libraries.flatMap((each) => [...each.keys()]))].sort();
const lines = names.map(
  (name) => `${name} ${libraries.map((each) => each.get(name) ?? '-').join(' ')}`,
);
writeFileSync(
  new URL('../steps/debian-libraries.txt', import.meta.url),
  `# ${RELEASES.join(' ')}: the package of each shared library; written by scripts/debian-tables.ts\n${lines.join('\n')}\n`,
);
