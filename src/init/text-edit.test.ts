import { expect, test } from 'vitest';
import { SourceText } from '../diagnostics/source-text.ts';
import { readDefinition } from '../spec/definition.ts';
import { infer } from './infer.ts';
import { missingSettings } from './missing-settings.ts';
import { edited } from './text-edit.ts';

const files = {
  'main.py': "import psycopg2, pdf2image\n\nprint('hello')\n",
  'requirements.txt': 'psycopg2\npdf2image\n',
};

function fixed(text: string): string {
  const source = new SourceText('grocker.yml', text);
  const tree = { paths: Object.keys(files), texts: new Map(Object.entries(files)) };
  const found = missingSettings(source, readDefinition(source), infer(tree));
  return edited(
    text,
    found.flatMap(({ edits }) => edits),
  );
}

test.each([
  [
    'the whole of an empty file',
    '# ours\n',
    '# ours\nsource: .                                # its files are copied: they are not a package\nentrypoint_name: [python, main.py]       # main.py\n# for psycopg2, pdf2image\ndependencies: {run: [libpq5, poppler-utils], build: [libpq-dev]}\n',
  ],
  [
    'items of lists on one line',
    'source: .\nentrypoint_name: [python, main.py]\ndependencies: {run: [curl], build: [libpq-dev]} # ours\n',
    'source: .\nentrypoint_name: [python, main.py]\ndependencies: {run: [curl, libpq5, poppler-utils], build: [libpq-dev]} # ours\n',
  ],
  [
    'items of lists on lines of their own, and a list that is not there',
    'source: .\r\nentrypoint_name: [python, main.py]\r\ndependencies:\r\n  run:\r\n    - curl  # for the check\r\n',
    'source: .\r\nentrypoint_name: [python, main.py]\r\ndependencies:\r\n  run:\r\n    - curl  # for the check\r\n    - libpq5\r\n    - poppler-utils\r\n  build: [libpq-dev]\r\n',
  ],
  [
    'keys before the services',
    'source: .\nentrypoint_name: [python, main.py]\nservices:\n  other: {cmd: [a]}\n',
    'source: .\nentrypoint_name: [python, main.py]\n# for psycopg2, pdf2image\ndependencies: {run: [libpq5, poppler-utils], build: [libpq-dev]}\nservices:\n  other: {cmd: [a]}\n',
  ],
  ['nothing if nothing is missing', 'release: app==1.0\n', 'release: app==1.0\n'],
])('writes %s', (_, text, expected) => {
  const result = fixed(text);
  expect(result.replaceAll(/ {2,}#/g, ' #')).toBe(expected.replaceAll(/ {2,}#/g, ' #'));
  expect(fixed(result)).toBe(result);
});
