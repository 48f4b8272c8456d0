import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { deprecatedRuntime } from './deprecated-runtime.ts';

describe('deprecated-runtime', () => {
  testRule(deprecatedRuntime, [
    ['of the catalogue', 'runtime: «buster/3.9»\n'],
    ['of the file', 'runtime: «a»\nruntimes: {a: {image: "b:1", deprecated: use b}}\n'],
    [
      'of the file, without a reason',
      'runtime: «a»\nruntimes: {a: {image: "b:1", deprecated: true}}\n',
    ],
    ['of a service', 'services: {w: {runtime: «bookworm/3.9»}}\n'],
    ['marked as fine', 'runtime: a\nruntimes: {a: {image: "b:1", deprecated: false}}\n'],
    ['the default', ''],
  ]);
});
