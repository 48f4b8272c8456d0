import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SourceText } from '../../diagnostics/source-text.ts';
import { buildAction } from './build-action.ts';
import type { DefinitionRequest } from './build-request.ts';
import { stageRun } from './stage-run.ts';

let temporary = '';
beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'grocker-stage-run-'));
});
afterAll(() => rm(temporary, { recursive: true }));

const text = `args: {TAG: "1"}
envs: {TAG: "\${TAG}", HOME: "$\${HOME}", PRICE: "$$\${TAG}"}
services: {worker: {cmd: [sh, "$\${HOME}/\${TAG}"]}}
`;

it('writes the definition of a service with its arguments filled in', async () => {
  const request: DefinitionRequest = {
    argument: '.',
    subject: { kind: 'directory', path: '.' },
    config: [],
    volumes: [],
    ports: [],
    envs: [],
    target: 'worker',
    cache: true,
    pull: false,
    passed: new Map([['build-arg', ['TAG=2']]]),
  };
  const configs = [new SourceText('grocker.yml', text)];
  const action = buildAction(request, { configs, temporary });
  const file = join(temporary, 'wheels.yml');
  const run = {
    ...action,
    names: [],
    result: 'load',
    secrets: [],
    cache: true,
    pull: false,
    passed: request.passed,
  } as const;
  const staged = await stageRun(request, action, run, { target: 'wheels', file });
  expect(staged).toStrictEqual({ ...run, definition: file, target: 'wheels', passed: new Map() });
  expect(await readFile(file, 'utf8')).toBe(`envs:
  TAG: '2'
  HOME: $\${HOME}
  PRICE: $$\${TAG}
cmd:
  - sh
  - $\${HOME}/2
`);
});
