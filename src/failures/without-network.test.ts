import { expect, test } from 'vitest';
import { recordedFailure } from '../../test/support/recorded-failure.ts';
import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import { unreachable } from './unreachable.ts';
import { withoutNetwork } from './without-network.ts';

const lost = unreachable('address', { doing: 'apt stops', server: 'the mirror', words: 'words' });
const other: Diagnostic = {
  code: 'lock-stale',
  severity: 'error',
  message: 'stale',
  help: 'Lock.',
};
const process = new GatewayError(
  recordedFailure('docker-28', 'a process that exits with 1').status,
);

const help = (error: unknown, network: 'none' | 'sandbox' | 'host') => {
  const told = withoutNetwork(error, { network });
  return told instanceof DiagnosticError ? told.diagnostics.map((each) => each.help) : told;
};

test.each([
  ['the answer of a step', undefined],
  ['a failed step', process],
])('%s that reaches no server has --network none in its remedy', (_, cause) => {
  const error = new DiagnosticError([lost, other], { cause });
  expect(help(error, 'none')).toEqual([
    expect.stringMatching(/^Leave out `--network none`/),
    'Lock.',
  ]);
  expect(help(error, 'sandbox')).toEqual([lost.help, 'Lock.']);
  expect(help(error, 'host')).toEqual([lost.help, 'Lock.']);
  expect(withoutNetwork(error, { network: 'none' })).toMatchObject({ cause });
});

test('a server that the daemon itself does not reach keeps its remedy', () => {
  const cause = new GatewayError({
    code: 2,
    message: 'dial tcp: lookup git.example: no such host',
  });
  expect(help(new DiagnosticError([lost], { cause }), 'none')).toEqual([lost.help]);
});

test('other errors stay as they are', () => {
  const error = new Error('an accident');
  expect(withoutNetwork(error, { network: 'none' })).toBe(error);
});
