import { describe, expect, test } from 'vitest';
import { GatewayError } from '../gateway/gateway-error.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { parseSpec } from '../spec/parse-spec.ts';
import { readImage } from '../../test/support/read-image.ts';
import { replayFacts } from '../facts/recorded-facts.ts';
import { baseImage, runtimeBase } from './runtime-base.ts';

const platform = { os: 'linux', architecture: 'amd64' } as const;
const { spec } = parseSpec(new SourceText('grocker.yml', 'runtime: trixie/3.13\n'));

function ask(architecture: 'amd64' | 'arm64', config: string) {
  if (spec === undefined) throw new Error('it is not valid');
  const answer = { reference: 'debian@sha256:0', config };
  const source = { baseImage: () => Promise.resolve(answer) };
  return baseImage(source, spec, { os: 'linux', architecture }, undefined);
}

describe('the base image', () => {
  test.each(['{"architecture":"arm64"}', '{"architecture":""}', '{}'])(
    'may be %s',
    async (config) => {
      expect((await ask('arm64', config)).config).toBe(config);
    },
  );

  test('may not be one of another platform', async () => {
    await expect(ask('arm64', '{"architecture":"amd64"}')).rejects.toMatchObject({
      diagnostics: [
        {
          code: 'base-image-platform',
          message: 'debian:trixie-slim is available only for linux/amd64, not for linux/arm64',
          span: { file: 'grocker.yml', start: { line: 1, column: 10 } },
        },
      ],
    });
  });
});

test('an image that its registry does not give is an error at its line', async () => {
  if (spec === undefined) throw new Error('it is not valid');
  const error = new GatewayError({ code: 2, message: 'docker.io/library/debian:x: not found' });
  const source = { baseImage: () => Promise.reject(error) };
  await expect(baseImage(source, spec, platform, undefined)).rejects.toMatchObject({
    diagnostics: [{ code: 'image-unavailable', span: { start: { line: 1, column: 10 } } }],
    cause: error,
  });
});

test('a package that the Python of a runtime needs is fetched by a step where the daemon cannot', async () => {
  const text =
    'runtime: ours/3.13\nruntimes: {ours/3.13: {image: "ours:1", dependencies: {run: [python3]}}}\n';
  const { spec: ours } = parseSpec(new SourceText('grocker.yml', text));
  if (ours === undefined) throw new Error('it is not valid');
  const sha256 = 'a'.repeat(64);
  const url = 'http://mirror.example/python3.deb';
  const answer = `'${url}' python3_3.13_amd64.deb 1 SHA256:${sha256}`;
  const source = Object.assign(
    replayFacts({ version: 1, definition: { name: 'grocker.yml', text }, answers: [] }),
    {
      baseImage: () => Promise.resolve({ reference: 'ours', config: '{}' }),
      systemPackages: () =>
        Promise.resolve(
          `stage\n${answer}\nstage\nstage\nrecords\nPackage: python3\nVersion: 3.13\nArchitecture: amd64\nFilename: python3.deb\nSize: 1\nSHA256: ${sha256}\n`,
        ),
      interpreter: () =>
        Promise.reject(new GatewayError({ code: 2, message: `${url}: unexpected EOF` })),
    },
  );
  await expect(runtimeBase(source, ours, platform, undefined)).rejects.toMatchObject({
    causes: ['mirror'],
  });
});

const pinned = `docker.io/library/debian:trixie-slim@sha256:${'0'.repeat(64)}`;

describe('a lock whose reference is of another repository than its base', () => {
  const other = pinned.replace('docker.io', 'mirror.example');

  /** The message of a build if its registry, or a named context, gives this reference for the base. */
  async function ask(reference: string, resolved: string) {
    if (spec === undefined) throw new Error('it is not valid');
    const source = Object.assign(
      replayFacts({ version: 1, definition: { name: 'grocker.yml', text: '' }, answers: [] }),
      { baseImage: () => Promise.resolve({ reference: resolved, config: '{}' }) },
    );
    return (await runtimeBase(source, spec, platform, readImage({ reference }))).base.reference;
  }

  test('is an error', async () => {
    await expect(ask(other, pinned)).rejects.toThrow(/an image of mirror\.example/);
    await expect(ask('docker.io/library/debian:trixie-slim', pinned)).rejects.toThrow(/no digest/);
  });

  test('is used if a named context has the base there', async () => {
    expect(await ask(other, other)).toBe(other);
  });
});

test.each([
  [true, { freeThreaded: true }, 'cp314t'],
  [false, {}, 'cp314'],
])('a locked Python that is free-threaded: %s', async (freeThreaded, planned, abi) => {
  if (spec === undefined) throw new Error('it is not valid');
  const libc = { name: 'glibc', version: '2.41' } as const;
  const python = { version: '3.14.0', executable: '/usr/bin/python3', libc };
  const locked = readImage({ reference: pinned, python: { ...python, freeThreaded } });
  const source = replayFacts({
    version: 1,
    definition: { name: 'grocker.yml', text: '' },
    answers: [
      {
        kind: 'baseImage',
        question: { reference: pinned, platform, aliases: ['debian:trixie-slim'] },
        answer: { reference: 'debian', config: '{}' },
      },
    ],
  });
  const { target, ...found } = (await runtimeBase(source, spec, platform, locked)).python;
  expect(found).toStrictEqual({ ...python, ...planned });
  expect(target.tags[0]).toBe(`cp314-${abi}-manylinux_2_41_x86_64`);
});

test('an image to debug has the base and the Python of its lock, and system packages of today', async () => {
  const text = '# syntax=x\nruntime: trixie/3.13\nrelease: cowsay==6.1\ndebug: [procps]\n';
  const { spec: debugged } = parseSpec(new SourceText('grocker.yml', text), { target: 'debug' });
  if (debugged === undefined) throw new Error('it is not valid');
  const asked: unknown[] = [];
  const source = Object.assign(
    replayFacts({ version: 1, definition: { name: 'grocker.yml', text }, answers: [] }),
    {
      baseImage: ({ reference }: { reference: string }) =>
        Promise.resolve({ reference, config: '{}' }),
      systemPackages: ({ base, lists }: { base: string; lists: readonly string[][] }) => {
        asked.push({ base, root: lists[1] });
        return Promise.resolve('stage\nstage\nstage\nrecords\n');
      },
    },
  );
  const libc = { name: 'glibc', version: '2.41' } as const;
  const python = { version: '3.13.2', executable: '/usr/bin/python3', libc };
  const found = await runtimeBase(
    source,
    debugged,
    platform,
    readImage({ reference: pinned, python: { ...python, freeThreaded: false } }),
  );
  expect(asked).toEqual([{ base: pinned, root: ['ca-certificates', 'procps'] }]);
  expect(found.base.reference).toBe(pinned);
  expect(found.python).toMatchObject(python);
});
