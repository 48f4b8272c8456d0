import * as z from 'zod/mini';
import { contextPath } from '../paths/context-path.ts';
import { isFileName } from '../paths/file-name.ts';
import { isHttpUrl, isRepositoryUrl } from '../paths/http-url.ts';

/** The error of a schema: what the value must be, or that there is none. */
function or(expected: string) {
  return {
    error: ({ input }: { readonly input?: unknown }) =>
      input === undefined ? 'is missing' : expected,
  };
}

function table<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.object(shape, or('must be a table'));
}

/** A list; one that is absent is empty. */
function list<Item extends z.core.$ZodType>(item: Item) {
  return z._default(z.array(item, or('must be an array')), []);
}

const text = z.string(or('must be a string'));

function matching(isMatch: (value: string) => boolean, expected: string) {
  return text.check(z.refine(isMatch, { error: expected }));
}

const texts = list(text);
const isTrue = z.optional(z.boolean(or('must be true or false')));
const name = matching(
  (value) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value),
  'must be the name of a package',
);
const url = matching(isHttpUrl, 'must be a url of http or https');
const sha256 = matching((value) => /^[0-9a-f]{64}$/.test(value), 'must be 64 hexadecimal digits');
const isSize = (value: number) => Number.isSafeInteger(value) && value >= 0;
const size = z.exactOptional(
  z
    .number(or('must be a number of bytes'))
    .check(z.refine(isSize, { error: 'must be a number of bytes' })),
);

/** The name of a file with one of these endings; it becomes a path in a build container. */
function fileName(endings: string) {
  const pattern = new RegExp(`^[\\w.+!-]+\\.(?:${endings})$`);
  return matching(
    (value) => pattern.test(value) && isFileName(value),
    'must be the name of a wheel or sdist',
  );
}

const WHEEL = 'whl';
const SDIST = String.raw`zip|tar\.\w+|tgz`;

function file(endings: string) {
  return table({ name, version: text, file: fileName(endings), url, sha256, size });
}

const systemPackage = table({
  name: text,
  version: text,
  architecture: text,
  url,
  sha256,
  size: z._default(size, 0),
});

const stage = table({ requested: texts, packages: list(systemPackage) });

const withinSource = {
  version: z.exactOptional(text),
  subdirectory: z.exactOptional(
    matching((value) => contextPath('.', value) !== undefined, 'must be a path within its source'),
  ),
};

const archive = table({ name, file: fileName(SDIST), url, sha256, size, ...withinSource });

const commit = table({
  name,
  url: matching(isRepositoryUrl, 'must be the url of a repository'),
  commit: matching(
    (value) => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value),
    'must be 40 or 64 hexadecimal digits',
  ),
  ...withinSource,
});

const build = table({
  name,
  source: text,
  pure: isTrue,
  requires: texts,
  dynamic: texts,
  wheels: list(file(WHEEL)),
  compiled: list(z.union([commit, archive])),
});

const libc = z.pipe(
  text.check(z.regex(/^(?:glibc|musl) \d+\.\d+$/, { error: 'must be "glibc 2.41" or "musl 1.2"' })),
  z.transform((words) => {
    const [family, version = ''] = words.split(' ');
    return { name: family === 'musl' ? ('musl' as const) : ('glibc' as const), version };
  }),
);

const image = table({
  platform: text,
  base: text,
  reference: text,
  python: table({ version: text, executable: text, libc, 'free-threaded': isTrue }),
  repository: list(table({ id: text, line: text, key: z.exactOptional(text) })),
  interpreter: stage,
  root: stage,
  compiler: stage,
  build: list(build),
  resolution: list(table({ question: text, files: list(file(`${WHEEL}|${SDIST}`)) })),
  download: list(table({ url, sha256 })),
  asset: list(
    table({
      from: text,
      reference: z.exactOptional(
        matching((value) => /^[^@\s]+@sha256:[0-9a-f]{64}$/.test(value), 'must have a digest'),
      ),
    }),
  ),
});

/** The tables of grocker.lock; keys of later versions are passed over. */
export const grockerLockSchema = table({ 'lock-version': text, image: list(image) });

export type WrittenImage = z.output<typeof image>;
