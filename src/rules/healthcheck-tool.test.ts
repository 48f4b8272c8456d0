import { describe } from 'vitest';
import { testRule } from '../../test/support/rule-findings.ts';
import { healthcheckTool } from './healthcheck-tool.ts';

describe('healthcheck-tool', () => {
  testRule(healthcheckTool, [
    ['curl', 'healthcheck: {test: [«curl», -f, http://localhost:8080/]}\n'],
    ['curl after CMD', 'healthcheck: {test: [CMD, «curl», localhost]}\n'],
    ['wget by a shell', 'healthcheck: {test: «wget» -q localhost || exit 1}\n'],
    ['nc by CMD-SHELL', 'healthcheck: {test: [CMD-SHELL, «nc» -z localhost 80]}\n'],
    [
      'curl that is installed',
      'healthcheck: {test: [curl, a]}\ndependencies: {run: [curl=8.14.1-2]}\n',
    ],
    [
      'nc that is installed',
      'healthcheck: {test: [nc, a]}\ndependencies: {run: [netcat-openbsd]}\n',
    ],
    ['wget of Alpine', 'runtime: alpine/3.13\nhealthcheck: {test: [wget, a]}\n'],
    ['curl on Alpine', 'runtime: alpine/3.13\nhealthcheck: {test: [«curl», a]}\n'],
    [
      'an image of which nothing is known',
      'runtime: a\nruntimes: {a: {image: "b:1"}}\nhealthcheck: {test: [curl, a]}\n',
    ],
    ['Python', 'healthcheck: {test: [python, -c, "import app"]}\n'],
    ['none', 'healthcheck: {test: [NONE]}\n'],
  ]);
});
