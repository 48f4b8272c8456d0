import { expect, test } from 'vitest';
import { chosenExtras } from './chosen-extras.ts';

test.each<[string, readonly string[] | 'all', readonly string[]]>([
  ['uv sync --frozen --no-dev --extra web --extra=s3 --group prod', ['web', 's3'], ['prod']],
  ['uv sync --all-extras', 'all', []],
  ['poetry install --no-root -E web --extras "s3 mail"', ['web', 's3', 'mail'], []],
  ['poetry install --with prod,other --only main', [], ['prod', 'other']],
  ['poetry config a b && poetry install --all-extras', 'all', []],
  ['pdm install --prod -G web', ['web'], ['web']],
  ['pip install --no-cache-dir ".[web,s3]"', ['web', 's3'], []],
  ['pip install -e ./service[web] flask[async]', ['web'], []],
  ['uv pip install .[web]', ['web'], []],
  ['pip install . && echo --extra web', [], []],
  ['npm install --extra web', [], []],
])('%s', (run, extras, groups) => {
  expect(chosenExtras(run)).toEqual({ extras, groups });
});
