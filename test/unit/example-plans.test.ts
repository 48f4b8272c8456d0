import { describe, expect, test } from 'vitest';

import {
  parseRecordedFacts,
  recordedAnswers,
  replayFacts,
} from '../../src/facts/recorded-facts.ts';
import { exampleNames, exampleText, planOf, planText } from '../support/example.ts';

describe.each(exampleNames())('example %s', (name) => {
  const facts = exampleText(name, 'facts.json');
  const plan = exampleText(name, 'plan.json');
  const recorded = parseRecordedFacts(facts);

  test('plan.json is what the recorded facts make', async () => {
    expect(planText(await planOf(replayFacts(recorded)))).toBe(plan);
  });

  test('facts.json was recorded from the files of the folder', () => {
    const { definition } = recorded;
    const files = recordedAnswers(recorded, 'files').flatMap((answer) => Object.entries(answer));
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
