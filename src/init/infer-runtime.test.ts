import { expect, test } from 'vitest';
import { inferRuntime } from './infer-runtime.ts';

/** The runtime, its reason and the codes of the remarks. */
function runtimeOf(files: Readonly<Record<string, string>>) {
  const { runtime, remarks } = inferRuntime(
    { paths: Object.keys(files), texts: new Map(Object.entries(files)) },
    '.',
  );
  return [runtime?.name, runtime?.because, ...remarks.map(({ code }) => code)];
}

const project = (range: string) => `[project]\nname = "a"\nrequires-python = "${range}"\n`;

test('a range decides where it excludes the Python of a version file', () => {
  const files = { '.tool-versions': 'python 3.9.23\n', 'pyproject.toml': project('>=3.11') };
  expect(runtimeOf(files)).toStrictEqual([
    'trixie/3.13',
    'requires-python of pyproject.toml asks for >=3.11, which excludes the 3.9.23 of .tool-versions',
    'python-contradiction',
  ]);
});

test('a range that excludes the default decides, too', () => {
  const files = { '.python-version': '3.14\n', 'pyproject.toml': project('<3.13') };
  expect(runtimeOf(files)[0]).toBe('bookworm/3.11');
});

test('a version file decides within the range', () => {
  const files = { '.python-version': '3.12\n', 'pyproject.toml': project('>=3.11') };
  expect(runtimeOf(files)).toStrictEqual(['trixie/3.12', '.python-version asks for 3.12']);
});
