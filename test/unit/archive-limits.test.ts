import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { archiveLimits } from '../../src/graph/agreed.ts';
import { runSteps } from '../support/run-steps.ts';

// Archives of strangers that steps unpack or read: what they declare, and what they turn out to have.

const { ANY_BYTES, MOST_BYTES, MOST_MEMBERS, MOST_TIMES } = archiveLimits;

let work = '';

beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'grocker-test-'));
});

afterEach(() => {
  rmSync(work, { recursive: true });
});

/** The value of an expression after some lines, or the words of the limit that is passed, or of the damage. */
function valueOf(expression: string, ...lines: readonly string[]): Promise<unknown> {
  const script = [
    'import archive_limits, bounded_tar, bounded_zip, bz2, gzip, io, json, lzma, os, release',
    'import source_tree, struct, sys, tarfile, zipfile',
    'os.chdir(sys.argv[1])',
    'source_tree.BUILD = sys.argv[1] + "/build"',
    'def checked(path):',
    '    with open(path, "rb") as file:',
    '        return bounded_zip.check_zip(file)',
    'def listed(path):',
    '    with open(path, "rb") as file, bounded_tar.bounded_tar(file) as (archive, members):',
    '        return [[member.name, member.size] for member in members]',
    ...lines,
    'try:',
    `    print(json.dumps(${expression}))`,
    'except (archive_limits.TooLarge, archive_limits.Damaged) as error:',
    '    print(json.dumps({"refused": str(error)}))',
  ];
  return runSteps(script, work);
}

const refused = (words: string) => ({ refused: expect.stringContaining(words) as string });

describe('a zip', () => {
  test('may unpack to a number of times its size, and a small one to more', async () => {
    const sizes = [0, 10_000_000, 10 ** 10];
    expect(await valueOf(`list(map(archive_limits.most_bytes, ${JSON.stringify(sizes)}))`)).toEqual(
      [ANY_BYTES, 10_000_000 * MOST_TIMES, MOST_BYTES],
    );
  });

  test.each([
    ['of few files', []],
    ['with 64-bit fields', ['zipfile.ZIP64_LIMIT = zipfile.ZIP_FILECOUNT_LIMIT = 2']],
    ['with a comment', ['comment = b"PK by hand"']],
  ])('%s is read as zipfile reads it', async (_, lines) => {
    const found = await valueOf(
      '[list(bounded_zip.declared_sizes(file, size)), expected]',
      'comment = b""',
      ...lines,
      'with zipfile.ZipFile("a.zip", "w", zipfile.ZIP_DEFLATED) as archive:',
      '    archive.comment = comment',
      '    for name in ("a", "b" * 300, "é", "d"):',
      '        archive.writestr(name, bytes(len(name) * 1000))',
      'file, size = open("a.zip", "rb"), os.path.getsize("a.zip")',
      'expected = [entry.file_size for entry in zipfile.ZipFile("a.zip").infolist()]',
    );
    const [sizes, expected] = found as readonly [unknown, unknown];
    expect(sizes).toEqual([1000, 300_000, 1000, 1000]);
    expect(sizes).toEqual(expected);
  });

  test('of large files is refused, also where these are one that is listed again', async () => {
    const words = `it unpacks to more than ${ANY_BYTES / 1024 ** 2} MiB`;
    const lines = (count: number) => [
      'with zipfile.ZipFile("a.zip", "w", zipfile.ZIP_DEFLATED) as archive:',
      '    archive.writestr("large", bytes(30 << 20))',
      `    archive.filelist *= ${count}`,
    ];
    expect(await valueOf('checked("a.zip")', ...lines(8))).toBe(ANY_BYTES);
    expect(await valueOf('checked("a.zip")', ...lines(9))).toEqual(refused(words));
  });

  test('of a large file that has its size in 64 bits is refused', async () => {
    const lines = [
      'with zipfile.ZipFile("a.zip", "w") as archive:',
      '    archive.writestr("large", "")',
      '    archive.filelist[0].file_size = 1 << 40',
    ];
    expect(await valueOf('checked("a.zip")', ...lines)).toEqual(refused('it unpacks to more'));
  });

  test('of too many files is refused', async () => {
    const lines = [
      'with zipfile.ZipFile("a.zip", "w") as archive:',
      '    archive.writestr("a", "")',
      `    archive.filelist *= ${MOST_MEMBERS + 1}`,
    ];
    expect(await valueOf('checked("a.zip")', ...lines)).toEqual(
      refused(`it has more than ${MOST_MEMBERS} files`),
    );
  });

  test.each([
    ['has something behind its end', 'data + b"more"'],
    ['has an end in the comment of its end', 'data[:-2] + b"\\x16\\0" + data[-22:]'],
    ['has a directory before the one at its end', 'data[:-22] + b"PK" + data[-22:]'],
    ['ends too soon', 'data[:-30]'],
    ['is empty', 'b""'],
    ['is a tar', 'bytes(10240)'],
  ])('that %s is refused', async (_, bytes) => {
    const lines = [
      'with zipfile.ZipFile("a.zip", "w") as archive:',
      '    archive.writestr("a", "text")',
      'data = open("a.zip", "rb").read()',
      'with open("a.zip", "wb") as file:',
      `    file.write(${bytes})`,
    ];
    expect(await valueOf('checked("a.zip")', ...lines)).toEqual(refused(''));
  });
});

describe('a tar', () => {
  const write = (mode: string, format: string) => [
    `with tarfile.open("a.tar", "${mode}", format=tarfile.${format}) as archive:`,
    '    for name in ("a", "b" * 120, "é"):',
    '        entry = tarfile.TarInfo("a-1/" + name)',
    '        entry.size = 3000000',
    '        archive.addfile(entry, io.BytesIO(bytes(entry.size)))',
  ];

  test.each(
    ['w', 'w:gz', 'w:bz2', 'w:xz'].flatMap((mode) => [
      [mode, 'PAX_FORMAT'] as const,
      [mode, 'GNU_FORMAT'] as const,
    ]),
  )('of mode %s and %s is read', async (mode, format) => {
    const names = ['a', 'b'.repeat(120), 'é'];
    expect(await valueOf('listed("a.tar")', ...write(mode, format))).toEqual(
      names.map((name) => [`a-1/${name}`, 3_000_000]),
    );
  });

  test('is unpacked as it was', async () => {
    const unpacked = '{name: os.path.getsize("build/" + name) for name in os.listdir("build")}';
    const lines = [...write('w:gz', 'PAX_FORMAT'), 'os.rename("a.tar", "a-1.tar.gz")'];
    const tree = 'source_tree.source_tree({"source": "a-1.tar.gz"})';
    expect(await valueOf(`${tree} and ${unpacked}`, ...lines)).toEqual({
      a: 3_000_000,
      ['b'.repeat(120)]: 3_000_000,
      é: 3_000_000,
    });
  });

  /** Bombs as a-1.tar.gz, each in another way. */
  const bombs: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'one large file',
      'it unpacks to more',
      [
        'entry = tarfile.TarInfo("a-1/large")',
        'entry.size = 400 << 20',
        'put(entry.tobuf(), bytes(400 << 20))',
      ],
    ],
    [
      'a sparse file',
      'it unpacks to more',
      [
        'entry = tarfile.TarInfo("a-1/sparse")',
        'entry.pax_headers = {"GNU.sparse.major": "0", "GNU.sparse.minor": "0", "GNU.sparse.size": str(1 << 40), "GNU.sparse.map": "0,0", "GNU.sparse.numblocks": "1"}',
        'put(entry.tobuf(tarfile.PAX_FORMAT))',
      ],
    ],
    [
      'a long name of many bytes',
      'it has a header of',
      [
        'entry = tarfile.TarInfo("././@LongLink")',
        'entry.type = tarfile.GNUTYPE_LONGNAME',
        'entry.size = 1 << 33',
        'put(entry.tobuf(tarfile.GNU_FORMAT), bytes(1 << 20))',
      ],
    ],
    [
      'an extended header of many bytes',
      'it has a header of',
      [
        'entry = tarfile.TarInfo("a-1/header")',
        'entry.type = tarfile.XHDTYPE',
        'entry.size = 1 << 33',
        'put(entry.tobuf(tarfile.GNU_FORMAT), bytes(1 << 20))',
      ],
    ],
    [
      'too many files',
      `it has more than ${MOST_MEMBERS} files`,
      [`put(tarfile.TarInfo("a-1/file").tobuf() * ${MOST_MEMBERS + 1})`],
    ],
  ];
  const put = [
    'def put(*parts):',
    '    with gzip.open("a-1.tar.gz", "wb", compresslevel=1) as file:',
    '        for part in parts:',
    '            file.write(part)',
    '        file.write(bytes(1024))',
  ];

  test.each(bombs)(
    'of %s is neither unpacked nor read',
    async (_, words, lines) => {
      const source = '{"source": "a-1.tar.gz"}';
      const reads = [
        `lambda: source_tree.read_file(${source}, "pyproject.toml")`,
        // The one that is too many comes after many others, which take long.
        ...(words.endsWith('files')
          ? []
          : [
              `lambda: source_tree.source_tree(${source})`,
              'lambda: release.within({"url": "https://index.example/a-1.tar.gz", "size": 1})',
            ]),
      ];
      const own = [
        'release.fetched = lambda url: open("a-1.tar.gz", "rb").read()',
        'def refusal(read):',
        '    try:',
        '        return read()',
        '    except archive_limits.TooLarge as error:',
        '        return {"refused": str(error)}',
      ];
      const all = `[refusal(read) for read in [${reads.join(', ')}]]`;
      expect(await valueOf(all, ...put, ...own, ...lines)).toEqual(reads.map(() => refused(words)));
    },
    60_000,
  );
});

describe('archives of the context that a resolver reads', () => {
  const lines = [
    'import context_archives',
    'archive_limits.ANY_BYTES = 1 << 20',
    'os.makedirs("context/links")',
    'def zip_of(name, size):',
    '    with zipfile.ZipFile("context/" + name, "w", zipfile.ZIP_DEFLATED) as archive:',
    '        archive.writestr("a", bytes(size))',
    'def tar_of(name, size):',
    '    with tarfile.open("context/" + name, "w:gz") as archive:',
    '        entry = tarfile.TarInfo("a-1/a")',
    '        entry.size = size',
    '        archive.addfile(entry, io.BytesIO(bytes(size)))',
    'zip_of("small-1-py3-none-any.whl", 10)',
    'zip_of("large 1-1-py3-none-any.whl", 3 << 20)',
    'tar_of("large-1.tar.gz", 3 << 20)',
    'tar_of("links/small-1.tar.gz", 10)',
    'open("context/text-1.tar.gz", "w").write("text")',
    'context = os.path.abspath("context")',
    'url = "file://" + context + "/"',
    'def check(*names, links=()):',
    '    return context_archives.check_archives(names, [context + "/" + each for each in links], context)',
  ];

  test('are read if they are within the limits', async () => {
    const names =
      'url.join(["small @ ", "small-1-py3-none-any.whl"]), "b>=1", "c @ " + url + "missing-1.whl"';
    expect(await valueOf(`check(${names}, links=["links", "missing"])`, ...lines)).toBe(null);
  });

  test.each([
    [
      '"large @ " + url + "large%201-1-py3-none-any.whl"',
      'large 1-1-py3-none-any.whl is refused: it unpacks to more than 1 MiB',
    ],
    [
      '"large @ " + url + "large-1.tar.gz ; python_version>\'3\'"',
      'large-1.tar.gz is refused: it unpacks to more than 1 MiB',
    ],
    [
      '"text @ " + url + "text-1.tar.gz#sha256=0"',
      'text-1.tar.gz is refused: its archive cannot be read',
    ],
    ['links=["."]', 'large 1-1-py3-none-any.whl is refused'],
  ])('are refused before: %s', async (names, words) => {
    expect(await valueOf(`check(${names})`, ...lines)).toEqual(refused(words));
  });
});
