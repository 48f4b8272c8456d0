import { expect, test } from 'vitest';
import { infer } from './infer.ts';
import { neededVariables } from './needed-variables.ts';

test.each<[string, string, readonly string[]]>([
  ['one that is read', 'KEY = os.environ["KEY"]\n', ['KEY']],
  ['one of a setting', "app.config['KEY'] = environ['KEY']\n", ['KEY']],
  [
    'two of a line',
    'db = connect(os.environ["DB"], os.environ["DB_PASSWORD"])\n',
    ['DB', 'DB_PASSWORD'],
  ],
  ['one in a condition', 'if os.environ["MODE"] == "a":\n    pass\n', ['MODE']],
  ['one that a function reads', 'def key():\n    return os.environ["KEY"]\n', []],
  ['one that is set', 'os.environ["KEY"] = "a"\n', []],
  ['one that is deleted', 'del os.environ["KEY"]\n', []],
  ['one with a default', 'KEY = os.environ.get("KEY", "a")\n', []],
  ['one of a comment', '# KEY = os.environ["KEY"]\n', []],
])('%s', (_, text, expected) => {
  expect(neededVariables(text)).toEqual(expected);
});

test('the entry point names them, unless it sets them', () => {
  const text = [
    'import os',
    'from flask import Flask',
    'app = Flask(__name__)',
    'app.secret_key = os.environ["SECRET_KEY"]',
    'app.config["PORT"] = os.environ["PORT"]',
    'app.run(port=os.environ["PORT"])',
  ];
  const texts = new Map([
    ['app.py', text.join('\n')],
    ['requirements.txt', 'flask\n'],
  ]);
  const { needs } = infer({ paths: [...texts.keys()], texts });
  expect(needs).toContain('SECRET_KEY');
});
