import { expect, test } from 'vitest';
import { specOf } from '../../test/support/spec-of.ts';

import { buildFailure, type FailedWork } from './step.ts';
import { jsonDetail } from '../gateway/diagnostic-status.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import { scratch } from '../llb/llb.ts';

const span = {
  file: 'grocker.yml',
  start: { line: 4, column: 5 },
  end: { line: 4, column: 35 },
};
const digest = `sha256:${'a'.repeat(64)}`;
const planned = { run: ['pip', 'install', 'requests'], envs: [], span };
const work = {
  plan: { packages: [], system: {} },
  stages: { wheels: new Map(), steps: [{ planned, ran: scratch }] },
  spec: specOf('release: app==1\n'),
  digest: () => digest,
} as unknown as FailedWork;

function failure(vertex: string): GatewayError {
  return new GatewayError({
    code: 2,
    message: 'process "pip install requests" did not complete successfully: exit code: 1',
    details: [jsonDetail('errdefs.Vertex', { digest: vertex })],
  });
}

test('a step that fails is told at its place', () => {
  expect(buildFailure(failure(digest), work)?.diagnostics).toEqual([
    {
      code: 'step-failed',
      severity: 'error',
      message: 'the step `pip install requests` failed (exit code 1)',
      span,
      help: 'steps run without a network; what the command says of it is in its output above',
    },
  ]);
});

test('another vertex is no step', () => {
  expect(buildFailure(failure(`sha256:${'b'.repeat(64)}`), work)).toBeUndefined();
});
