import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { shellEntrypoint } from './shell-entrypoint.ts';

describe('shell-entrypoint', () => {
  testRule(shellEntrypoint, [
    ['a line', 'entrypoint_name: «python -m app»\n'],
    ['a line as the first word', 'entrypoint_name: [«python -m app», a]\n'],
    ['a shell', 'entrypoint_name: «[sh, -c, app --flag]»\n'],
    ['a shell with options', 'entrypoint_name: «[/bin/bash, -euc, "a && b"]»\n'],
    ['a shell that gives way', 'entrypoint_name: [sh, -c, "migrate && exec app"]\n'],
    ['a script of its own', 'entrypoint_name: [bash, start.sh]\n'],
    ['a list', 'entrypoint_name: [python, -m, app]\n'],
    ['a script', 'entrypoint_name: ipython\n'],
  ]);
});
