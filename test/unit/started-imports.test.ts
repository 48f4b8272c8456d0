import { expect, test } from 'vitest';
import { parseAnswer } from '../support/parse-step.ts';

/** The imports that steps/parse.py finds for a command: name, path and line of each. */
function imported(files: Readonly<Record<string, string>>, command: readonly string[]) {
  const { imports } = parseAnswer(files, { command }) as {
    imports: { path: string; line: number; name: string }[];
  };
  return imports.map(({ name, path, line }) => `${name} ${path}:${line}`);
}

const app = 'import os\nimport aiohttp.web as web, json\nfrom shop import prices\n';

test.each([
  ['a file', ['python', 'app.py']],
  ['a module', ['python', '-m', 'app']],
  ['an object of a server', ['gunicorn', '--bind', '0.0.0.0:8000', 'app:main']],
  ['a factory', ['gunicorn', 'app:make(1)']],
  ['a line for a shell', ['sh', '-c', 'exec uvicorn app:main --port $PORT']],
])('%s, and the modules that it imports', (_, command) => {
  const files = {
    'app.py': app,
    'shop/__init__.py': '',
    'shop/prices.py': 'from . import taxes\nfrom .money import cents\n',
    'shop/taxes.py': '# none\nimport requests\n',
    'shop/money.py': 'from PIL import Image\nimport requests\n',
    'other.py': 'import flask\n',
  };
  expect(imported(files, command)).toEqual([
    'PIL shop/money.py:1',
    'aiohttp app.py:2',
    'requests shop/taxes.py:2',
  ]);
});

test('a package is started by its __main__', () => {
  const files = { 'shop/__init__.py': 'import boto3\n', 'shop/__main__.py': 'import redis\n' };
  expect(imported(files, ['python', '-m', 'shop'])).toEqual([
    'boto3 shop/__init__.py:1',
    'redis shop/__main__.py:1',
  ]);
});

test('modules below src and below a named directory are found', () => {
  expect(imported({ 'src/app.py': 'import redis\n' }, ['uvicorn', 'app:app'])).toEqual([
    'redis src/app.py:1',
  ]);
  const command = ['uvicorn', '--app-dir', 'web', 'app:app'];
  expect(imported({ 'web/app.py': 'import redis\n' }, command)).toEqual(['redis web/app.py:1']);
});

test('imports that may not run, and modules of the files themselves, are not listed', () => {
  const text = [
    'try:\n    import ujson\nexcept ImportError:\n    import json\n',
    'if False:\n    import typing_only\n',
    'def late():\n    import pandas\n',
    'import helpers, settings, data\nfrom .missing import a\nfrom __future__ import annotations\n',
  ].join('');
  const files = {
    'app.py': text,
    'lib/helpers.py': '',
    'config/settings/__init__.py': '',
    'data/a.txt': '',
  };
  expect(imported(files, ['python', 'app.py'])).toEqual([]);
});

test('modules that Python cannot parse, and circular imports, are no obstacle', () => {
  const files = {
    'app.py': 'import a, b\nimport redis\n',
    'a.py': 'import b\n',
    'b.py': 'import a, app\n',
    'broken.py': 'def (\n',
  };
  expect(imported(files, ['python', 'app.py'])).toEqual(['redis app.py:2']);
  expect(imported(files, ['python', 'broken.py'])).toEqual([]);
  expect(imported(files, ['python'])).toEqual([]);
});
