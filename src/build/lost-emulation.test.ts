import { expect, test } from 'vitest';
import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { ExplainedFailure } from '../failures/explained-failure.ts';
import { Capabilities } from '../gateway/capabilities.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import { explainLostEmulation } from './lost-emulation.ts';

const amd64 = { os: 'linux', architecture: 'amd64' } as const;
const arm64 = { os: 'linux', architecture: 'arm64' } as const;
const failed = new GatewayError({ code: 2, message: 'exit code: 255' });
const mistake: Diagnostic = { code: 'step-failed', severity: 'error', message: 'exit code 255' };

/** For a builder of amd64 on which a program of another platform leaves these files. */
function explained(
  error: unknown,
  platforms: readonly (typeof amd64 | typeof arm64)[],
  leaves: string,
) {
  const solver = { names: () => Promise.resolve(['program', leaves]) };
  const gateway = { llbCapabilities: new Capabilities([]) };
  return explainLostEmulation(error, gateway, { platform: amd64, solver } as never, platforms);
}

test.each([
  ['a failed step', failed],
  ['an explained failure of one', new ExplainedFailure(mistake, failed)],
])('%s of a platform whose programs no longer run is an error of the builder', async (_, error) => {
  const found = await explained(error, [amd64, arm64], 'nothing');
  if (!(found instanceof DiagnosticError)) throw new Error('it is not explained');
  const [{ code, message, help } = mistake, ...others] = found.diagnostics;
  expect(code).toBe('foreign-program');
  expect(message).toContain('lists linux/arm64');
  expect(help).toContain('binfmt --install arm64');
  expect(others).toEqual([]);
});

test.each([
  ['the platform runs', failed, [arm64], 'ran'],
  ["the platform is the builder's", failed, [amd64], 'nothing'],
  ['it is a mistake in a file', new DiagnosticError([mistake]), [arm64], 'nothing'],
] as const)('an error stays as it is if %s', async (_, error, platforms, leaves) => {
  expect(await explained(error, platforms, leaves)).toBe(error);
});
