import { expect, test } from 'vitest';
import { specOf } from '../../test/support/spec-of.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { imagePython } from './interpreter.ts';

// The Python of an image that no catalogue knows says what it is.

const { runtime } = specOf(
  'runtimes: {own: {image: own.example/base}}\nruntime: own\nrelease: a\n',
);
const said = {
  executable: '/usr/bin/python3',
  version: '3.13.5',
  freeThreaded: false,
  libc: { name: 'glibc', version: '2.41' },
};

function python(answer: string) {
  const platform = { os: 'linux', architecture: 'amd64' } as const;
  const base = { reference: 'own.example/base', config: '{}' };
  const source = { interpreter: () => Promise.resolve(answer) };
  return imagePython(source, runtime, platform, base, []);
}

test.each([
  ['a release', said],
  ['a release candidate', { ...said, version: '3.15.0rc2' }],
  ['a build from a checkout', { ...said, version: '3.13.0+' }],
  ['an old one', { ...said, version: '3.7.17', libc: { name: 'musl', version: '1.2' } }],
])('%s is known', async (_, answer) => {
  const { executable, version, libc } = answer;
  const found = await python(JSON.stringify(answer));
  expect(found).toMatchObject({ executable, version, libc });
});

test.each([
  ['no JSON', 'nonsense'],
  ['another value', '[]'],
  ['a relative path', JSON.stringify({ ...said, executable: 'python3' })],
  ['a path that a terminal obeys', JSON.stringify({ ...said, executable: '/\u001B[2J' })],
  ['a version that is a text', JSON.stringify({ ...said, version: '3.13.0\u001B[31m' })],
  ['a version that cannot be counted to', JSON.stringify({ ...said, version: '3.999999999.0' })],
  ['a Python of another century', JSON.stringify({ ...said, version: '2.7.18' })],
  [
    'a C library that cannot be counted to',
    JSON.stringify({ ...said, libc: { name: 'glibc', version: '2.999999999' } }),
  ],
  ['no C library', JSON.stringify({ ...said, libc: { name: 'own', version: '1.0' } })],
])('%s is an error that names the base image', async (_, answer) => {
  const error: unknown = await python(answer).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DiagnosticError);
  expect(error instanceof DiagnosticError && error.diagnostics).toMatchObject([
    {
      code: 'base-image-unusable',
      message:
        'nothing can be built on own.example/base: its python3 does not say which Python it is',
      span: { start: { line: 2, column: 10 } },
    },
  ]);
});

test('so is a PYTHON_VERSION that no Python has', async () => {
  const known = specOf('runtime: trixie/3.14\nrelease: a\n').runtime;
  const platform = { os: 'linux', architecture: 'amd64' } as const;
  const found = (version: string) => {
    const config = JSON.stringify({ config: { Env: [`PYTHON_VERSION=${version}`] } });
    const source = { interpreter: () => Promise.reject(new Error('it is known')) };
    return imagePython(source, known, platform, { reference: 'a', config }, []);
  };
  expect(await found('3.14.2')).toMatchObject({ version: '3.14.2' });
  await expect(found('3.999999999')).rejects.toThrow('PYTHON_VERSION');
});
