import { expect, test } from 'vitest';
import { SourceText } from '../diagnostics/source-text.ts';
import { writtenRequirements } from './written-requirements.ts';

test('the requirements of a pyproject.toml, each with its place', () => {
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
  const found = writtenRequirements(new SourceText('pyproject.toml', text));
  expect(found.map(({ name, span }) => [name, span.start.line, span.start.column])).toEqual([
    ['Django', 3, 17],
    ['psycopg', 3, 30],
    ['aiosmtplib', 6, 3],
    ['pytest', 9, 8],
  ]);
});
