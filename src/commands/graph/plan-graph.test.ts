import { expect, it } from 'vitest';
import { exampleText } from '../../../test/support/example.ts';
import { specOf } from '../../../test/support/spec-of.ts';
import { decode } from '../../llb/wire/decode.ts';
import type { Plan, PlannedTree } from '../../plan/plan.ts';
import { NOT_SOURCE } from '../../plan/not-source.ts';
import { contextTrees } from '../../plan/planned-files.ts';
import { planGraph } from './plan-graph.ts';

const example = JSON.parse(exampleText('site', 'plan.json')) as Plan;

/** The inputs of a graph from the context: attributes of the sources that are local files. */
function contextSources(trees: readonly PlannedTree[]) {
  const { def } = planGraph({ ...example, trees }, 'runner', 'example/frontend');
  return def
    .map((bytes) => decode('Op', bytes).source)
    .filter((source) => source?.identifier === 'local://context')
    .map((source) => source?.attrs);
}

it.each([
  [
    'a directory',
    'source: src[1]\n',
    {
      'local.followpaths': '["src\\\\[1]"]',
      'local.excludepatterns': JSON.stringify(NOT_SOURCE),
      'local.sharedkeyhint': 'context-src[1]',
    },
  ],
  [
    'some of its files',
    'source: {path: "src[1]", include: ["*.py"], exclude: ["!b.py"]}\n',
    {
      'local.includepattern': '["src\\\\[1\\\\]/*.py"]',
      'local.excludepatterns': JSON.stringify([...NOT_SOURCE, '!src\\[1\\]/b.py']),
      'local.sharedkeyhint': 'context-src[1]',
    },
  ],
])('asks for %s as the frontend does', (_, text, attributes) => {
  expect(contextSources(contextTrees(specOf(text)))).toEqual([
    { 'local.unique': 'context', ...attributes },
  ]);
});

it('asks for the repository of a directory as the frontend does', () => {
  const part = { from: 'context', path: 'a', exclude: [], repository: true } as const;
  const tree = { title: 'a', parts: [{ origin: part, to: '/a' }], importable: false };
  expect(contextSources([tree])).toEqual([
    {
      'local.unique': 'context',
      'local.followpaths': '["a"]',
      'local.sharedkeyhint': 'context-repository',
    },
  ]);
});
