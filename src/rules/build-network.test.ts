import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { buildNetwork } from './build-network.ts';

describe('build-network', () => {
  testRule(buildNetwork, [
    ['one build', 'compile: {orjson: {network: «true»}}\n'],
    ['one of two builds', 'compile: {lxml: {network: false}, orjson: {network: «true»}}\n'],
    ['no build', 'compile: {lxml: {dependencies: [libxml2-dev]}}\n'],
  ]);
});
