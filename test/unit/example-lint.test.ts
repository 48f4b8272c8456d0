import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { SourceText } from '../../src/diagnostics/source-text.ts';
import { infer } from '../../src/init/infer.ts';
import { missingSettings } from '../../src/init/missing-settings.ts';
import { directoryTree } from '../../src/inputs/directory-tree.ts';
import { readDefinition } from '../../src/spec/definition.ts';
import { lintFacts } from '../../src/rules/lint-facts.ts';
import { lint } from '../../src/rules/lint.ts';
import { exampleNames, examplePath, exampleText } from '../support/example.ts';

test.each(exampleNames())('example %s has every setting that its files imply', async (name) => {
  const source = new SourceText('grocker.yml', exampleText(name, 'grocker.yml'));
  const inference = infer(await directoryTree(fileURLToPath(examplePath(name, '.'))));
  const missing = missingSettings(source, readDefinition(source, {}), inference);
  expect(missing.map(({ diagnostic }) => diagnostic.message)).toEqual([]);
});

// A warning in an example is mended, or silenced there with its reason.
test.each(exampleNames())('example %s is clean', (name) => {
  const source = new SourceText('grocker.yml', exampleText(name, 'grocker.yml'));
  const namesIn = (directory: string) => {
    const path = fileURLToPath(examplePath(name, directory));
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(path) : [];
  };
  expect(lint(source, (spec) => lintFacts(spec, namesIn))).toEqual([]);
});
