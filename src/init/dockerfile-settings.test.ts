import { expect, test } from 'vitest';
import { inferredText } from './inferred-text.ts';

/** The lines of the inferred grocker.yml that begin with a word. */
function lines(files: Readonly<Record<string, string>>, ...keys: readonly string[]) {
  const text = inferredText({
    paths: Object.keys(files).sort(),
    texts: new Map(Object.entries(files)),
  });
  return (text ?? '').split('\n').filter((line) => keys.some((key) => line.startsWith(key)));
}

const app = {
  'shop/__init__.py': '',
  'shop/main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
};
const pyproject = [
  ...['[project]', 'name = "shop"', 'version = "1"', 'dependencies = ["fastapi", "uvicorn"]'],
  ...['[project.optional-dependencies]', 'Post-Gres = []', 's3 = []', '[dependency-groups]'],
  ...[
    'prod = []',
    '[build-system]',
    'requires = ["hatchling"]',
    'build-backend = "hatchling.build"',
  ],
].join('\n');

test('extras and groups that a Dockerfile installs, by the names of the project', () => {
  const dockerfile = [
    ...['FROM python:3.13 AS dev', 'RUN uv sync --extra s3', 'FROM python:3.13', 'COPY . .'],
    ...['RUN uv sync --extra post_gres --extra unheard --group prod', 'CMD uvicorn shop.main:app'],
  ].join('\n');
  const files = { ...app, 'pyproject.toml': pyproject, Dockerfile: dockerfile };
  expect(lines(files, 'extras', 'groups').map((line) => line.replaceAll(/ +/g, ' '))).toEqual([
    'extras: [Post-Gres] # installed by Dockerfile:5',
    'groups: [prod] # installed by Dockerfile:5',
  ]);
  const all = dockerfile.replace('--extra post_gres', '--all-extras');
  expect(lines({ ...files, Dockerfile: all }, 'extras')[0]).toMatch(/^extras: \[Post-Gres, s3\]/);
});

test('a front end that a Dockerfile builds is said not to be taken over', () => {
  const dockerfile = [
    ...['FROM node:22 AS web', 'RUN npm ci && npm run build', 'FROM python:3.13', 'COPY . .'],
    ...['RUN pip install -r requirements.txt', 'CMD uvicorn shop.main:app'],
  ].join('\n');
  const files = { ...app, 'requirements.txt': 'fastapi\nuvicorn\n', Dockerfile: dockerfile };
  expect(lines(files, '# Not taken over')).toEqual([
    '# Not taken over: Dockerfile:2 builds a front end (npm run build).',
  ]);
});

test.each([
  ['environment.yml', 'dependencies:\n  - python=3.11\n  - flask\n'],
  ['environment.yml', 'dependencies:\n  - conda-forge::python >=3.11,<3.12\n  - flask\n'],
  ['pixi.toml', '[dependencies]\npython = "3.11.*"\nflask = "*"\n'],
])('the Python of %s', (name, text) => {
  const files = { 'app.py': 'from flask import Flask\napp = Flask(__name__)\n', [name]: text };
  expect(lines(files, 'runtime')[0]).toMatch(/\/3\.11 .*Python 3\.11/);
});
