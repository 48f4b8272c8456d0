import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { latestTag } from './latest-tag.ts';

describe('latest-tag', () => {
  testRule(latestTag, [
    ['latest', 'runtime: a\nruntimes: {a: {image: "python«:latest»"}}\n'],
    ['no tag', 'runtime: a\nruntimes: {a: {image: «registry.example:5000/python»}}\n'],
    ['a version', 'runtime: a\nruntimes: {a: {image: "python:3.13"}}\n'],
    ['a digest', `runtime: a\nruntimes: {a: {image: "python@sha256:${'0'.repeat(64)}"}}\n`],
    ['a runtime that is not used', 'runtimes: {a: {image: python}}\n'],
  ]);
});
