import { expect, test } from 'vitest';

import type { RecordedFacts } from '../facts/recorded-facts.ts';
import { exampleText } from '../../test/support/example.ts';
import { rehearseBuild } from './rehearse-build.ts';

const recorded = (name: string) => JSON.parse(exampleText(name, 'facts.json')) as RecordedFacts;

test.each(['ipython', 'native', 'qrcode', 'workspace'])('%s is built to its end', async (name) => {
  await rehearseBuild(recorded(name));
});

test('tells why a build fails', async () => {
  const facts = recorded('qrcode');
  const definition = { ...facts.definition, text: 'prots: [80]\n' };
  await expect(rehearseBuild({ ...facts, definition })).rejects.toThrow('prots');
});
