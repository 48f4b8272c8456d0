import { expect, test } from 'vitest';
import { recordedFailure } from '../../test/support/recorded-failure.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { sourceDetails } from '../gateway/error-details.ts';
import { jsonDetail } from '../gateway/diagnostic-status.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import { ExplainedFailure } from './explained-failure.ts';
import { failureStatus } from './failure-status.ts';

const source = new SourceText('grocker.yml', 'steps:\n  - run: [make]\n');
const sources = new Map([[source.name, source]]);

/** A failure of the daemon that quotes the first line. */
const { status } = recordedFailure('docker-28', 'a process that exits with 1');
const quoted = new GatewayError({
  ...status,
  details: [
    ...(status.details ?? []),
    jsonDetail('errdefs.Source', {
      info: { filename: source.name, data: Buffer.from(source.text).toString('base64') },
      ranges: [{ start: { line: 1, character: 0 }, end: { line: 1, character: 5 } }],
    }),
  ],
});

const explained = (at: { readonly span?: ReturnType<SourceText['span']> }) =>
  new ExplainedFailure(
    { code: 'step-failed', severity: 'error', message: 'it failed', ...at },
    quoted,
  );

const lines = (error: unknown) =>
  sourceDetails(failureStatus(error, sources)).map(({ ranges }) => ranges[0]?.start?.line);

test('a place is quoted once: the diagnostic’s, else the one that the vertex has', () => {
  expect(lines(explained({ span: source.span(9, 20) }))).toEqual([2]);
  expect(lines(explained({}))).toEqual([1]);
  expect(lines(quoted)).toEqual([1]);
});

test('all other details of the daemon stay', () => {
  const kept = failureStatus(explained({ span: source.span(9, 20) }), sources).details ?? [];
  expect(kept.slice(0, -1)).toEqual(status.details);
});
