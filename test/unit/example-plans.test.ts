import { describe, expect, test } from 'vitest';

import { replayFacts, type RecordedFacts } from '../../src/facts/recorded-facts.ts';
import { exampleNames, exampleText, planOf, planText } from '../support/example.ts';

describe.each(exampleNames())('example %s', (name) => {
  const facts = exampleText(name, 'facts.json');
  const plan = exampleText(name, 'plan.json');
  // The edge of the program: scripts/record-facts.ts wrote the file.
  const recorded = JSON.parse(facts) as RecordedFacts;

  test('plan.json is what the recorded facts make', async () => {
    expect(planText(await planOf(replayFacts(recorded)))).toBe(plan);
  });

  test('facts.json was recorded from the files of the folder', () => {
    const { definition, answers } = recorded;
    const files = answers
      .filter(({ kind }) => kind === 'files')
      .flatMap(({ answer }) => Object.entries(answer as Readonly<Record<string, string>>));
    const texts = [[definition.name, definition.text] as const, ...files];
    for (const [file, text] of texts) expect(text).toBe(exampleText(name, file));
  });

  test('names no real host', () => {
    const hosts = `${facts}${plan}`.matchAll(/\bhttps?:\/\/([^/"'\s\\]+)/g);
    const real = Array.from(hosts, ([, host = '']) => host).filter(
      (host) => !host.endsWith('.example'),
    );
    expect(real).toEqual([]);
  });
});
