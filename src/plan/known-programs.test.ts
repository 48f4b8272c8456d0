import { expect, test } from 'vitest';
import { SourceText } from '../diagnostics/source-text.ts';
import { parseSpec } from '../spec/parse-spec.ts';
import { knownPrograms } from './known-programs.ts';

function programs(runtime: string, ...names: readonly string[]) {
  const { spec } = parseSpec(new SourceText('grocker.yml', `runtime: ${runtime}\nrelease: a==1\n`));
  if (spec === undefined) throw new Error('the definition has mistakes');
  return knownPrograms(
    spec,
    names.map((name) => ({ name })),
  );
}

test('known packages name the programs that they run, each with its system package', () => {
  expect(programs('trixie/3.13', 'ocrmypdf', 'pydot', 'six')).toEqual([
    { program: 'dot', runBy: 'pydot', from: 'graphviz' },
    { program: 'tesseract', runBy: 'ocrmypdf', from: 'tesseract-ocr' },
    { program: 'gs', runBy: 'ocrmypdf', from: 'ghostscript' },
  ]);
});

test('nothing is known for Alpine', () => {
  expect(programs('alpine/3.13', 'pydot')).toEqual([]);
});
