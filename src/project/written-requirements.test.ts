import { expect, test } from 'vitest';
import { SourceText } from '../diagnostics/source-text.ts';
import { writtenRequirements } from './written-requirements.ts';

test('requirements of grocker.yml and of pyproject.toml, each with its place', () => {
  const text = [
    '[project]',
    'name = "app"',
    'dependencies = ["Django>=5", \'psycopg[binary]\']',
    '[project.optional-dependencies]',
    'mail = [',
    '  "aiosmtplib ~= 4.0",',
    ']',
    '[dependency-groups]',
    'dev = ["pytest", {include-group = "lint"}]',
    '[tool.other]',
    'dependencies = ["nothing"]',
  ].join('\n');
  const at = (line: number) => ({
    file: 'grocker.yml',
    start: { line, column: 10 },
    end: { line, column: 20 },
  });
  const spec = {
    release: { name: 'App', span: at(1) },
    packages: [{ value: 'Plug.In[x]==1', span: at(2) }],
  };
  const found = writtenRequirements(spec, new SourceText('pyproject.toml', text));
  expect(found.map(({ name, span }) => [name, span.start.line, span.start.column])).toEqual([
    ['app', 1, 10],
    ['plug-in', 2, 10],
    ['django', 3, 17],
    ['psycopg', 3, 30],
    ['aiosmtplib', 6, 3],
    ['pytest', 9, 8],
  ]);
});
