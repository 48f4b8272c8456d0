import { expect, test } from 'vitest';

import { parseRecordedFacts } from '../facts/recorded-facts.ts';
import { exampleText } from '../../test/support/example.ts';
import { lockedFacts } from './locked-facts.ts';
import { rehearseBuild } from './rehearse-build.ts';

const recorded = (name: string) => parseRecordedFacts(exampleText(name, 'facts.json'));

const rehearsed = ['ipython', 'native', 'qrcode', 'workspace'];

test.each(rehearsed)('%s is built to its end', async (name) => {
  await rehearseBuild(recorded(name));
});

test.each(rehearsed)('%s is built with the locks made from its facts', async (name) => {
  const locked = await lockedFacts(recorded(name));
  const asked = ['files', 'baseImage'];
  const answers = locked.answers.filter(({ kind }) => asked.includes(kind));
  await rehearseBuild({ ...locked, answers });
});

test('reports why a build fails', async () => {
  const facts = recorded('qrcode');
  const definition = { ...facts.definition, text: 'prots: [80]\n' };
  await expect(rehearseBuild({ ...facts, definition })).rejects.toThrow('prots');
});
