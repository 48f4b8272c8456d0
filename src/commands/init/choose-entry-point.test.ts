import { expect, onTestFinished, test, vi } from 'vitest';
import type { EntryPoint } from '../../init/entry-point.ts';
import { chooseEntryPoint } from './choose-entry-point.ts';

test('names of files that move a cursor or reverse a text do not reach a terminal', async () => {
  const told: string[] = [];
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told.push(String(text));
    return true;
  });
  onTestFinished(() => {
    write.mockRestore();
  });
  const choices = ['a\u001b[31m.py', 'b\u202e\u009b.py', 'c\nd.py'].map((name): EntryPoint => ({
    command: ['python', name],
    because: name,
    envs: {},
  }));
  expect(await chooseEntryPoint(choices)).toBe(0);
  expect(told).toEqual([
    'The first of several ways to start is used: python a\ufffd[31m.py; the others: python b\ufffd\ufffd.py, python c d.py\n',
  ]);
});
