import { describe, expect, test } from 'vitest';

import { planPlatform } from '../build/plan-platform.ts';
import { readSpec } from '../project/read-spec.ts';
import { graphTargets, planGraph } from '../commands/graph/plan-graph.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { FactSource } from '../facts/fact-source.ts';
import { replayFacts } from '../facts/recorded-facts.ts';
import { TURNS } from './step.ts';
import { decode } from '../llb/wire/decode.ts';
import {
  lockedDefinition as definition,
  lockedImage as image,
  lockedProject as files,
  pylock,
  sha256,
} from '../../test/support/locked-project.ts';

const platform = { os: 'linux', architecture: 'amd64' } as const;

/** A recording without any answer of apt, an index or a build back end: to ask them is an error. */
function lockedFacts(texts: Readonly<Record<string, string>>, text = definition): FactSource {
  return replayFacts({
    version: 1,
    definition: { name: 'grocker.yml', text },
    answers: [
      {
        kind: 'baseImage',
        question: { reference: image.reference, platform, aliases: ['debian:trixie-slim'] },
        answer: { reference: image.reference, config: '{}' },
      },
      { kind: 'files', question: { patterns: Object.keys(texts) }, answer: texts },
    ],
  });
}

async function lockedPlan(texts: Readonly<Record<string, string>>, text?: string) {
  const facts = lockedFacts(texts, text);
  const spec = await readSpec(facts, { target: 'runner', args: {} });
  return (await planPlatform(facts, spec, platform)).plan;
}

describe('a build with both locks', () => {
  test.each(graphTargets)('of %s has no step with a network', async (target) => {
    const { def } = planGraph(await lockedPlan(files), target, 'example/frontend');
    const steps = def.flatMap((bytes) => decode('Op', bytes).exec ?? []);
    // The sandbox is the default and not written.
    const networks = steps.map(({ network }) => network ?? 'UNSET');
    expect(networks.length).toBeGreaterThan(1);
    expect(new Set(networks)).toEqual(new Set(['NONE']));
  });

  test('has no secret, no cache that is read, and every source pinned', async () => {
    const { def } = planGraph(await lockedPlan(files), 'runner', 'example/frontend');
    const ops = def.map((bytes) => decode('Op', bytes));
    const mounts = ops.flatMap(({ exec }) => exec?.mounts ?? []);
    const shared = mounts.filter(({ secretOpt, cacheOpt }) => secretOpt ?? cacheOpt);
    expect(new Set(shared.map(({ dest }) => dest))).toEqual(new Set([TURNS]));
    const sources = ops.flatMap(({ source }) => source ?? []);
    const unpinned = sources.filter(
      ({ identifier = '', attrs = {} }) =>
        !identifier.includes('@sha256:') && attrs['http.checksum'] === undefined,
    );
    // The tools are named by the daemon, with their digest; the context is the user's own.
    expect(unpinned.map(({ identifier }) => identifier)).toEqual(
      expect.arrayContaining(['docker-image://docker.io/example/frontend:latest']),
    );
    expect(
      unpinned
        .map(({ identifier }) => identifier)
        .filter(
          (identifier) => !/^(local:\/\/context|docker-image:.*\/frontend)/.test(identifier ?? ''),
        ),
    ).toEqual([]);
    expect(
      sources
        .map(({ attrs }) => attrs?.['http.checksum'])
        .filter((checksum) => checksum !== undefined)
        .sort(),
    ).toEqual(['1', '2', '3', '4', 'a', 'b', 'c', 'd'].map((digit) => `sha256:${sha256(digit)}`));
  });

  test.each<[what: string, texts: Readonly<Record<string, string>>, text: string, stale: string]>([
    [
      'a system package more',
      files,
      'runtime: trixie/3.13\ndependencies: {run: [libpq5, curl]}\n',
      'grocker.lock:',
    ],
    [
      'a requirement more',
      {
        ...files,
        'pyproject.toml': files['pyproject.toml'].replace('"speedups"]', '"speedups", "more"]'),
      },
      definition,
      'pylock.toml:',
    ],
    [
      'another build requirement',
      { ...files, 'pyproject.toml': files['pyproject.toml'].replace('>=70', '>=71') },
      definition,
      'grocker.lock:',
    ],
    [
      'another sdist',
      { ...files, 'pylock.toml': pylock.replace(sha256('a'), sha256('e')) },
      definition,
      'grocker.lock:',
    ],
  ])('is an error with %s, at a line of the lock', async (_what, texts, text, stale) => {
    const failure: unknown = await lockedPlan(texts, text).catch((error: unknown) => error);
    const [diagnostic] = failure instanceof DiagnosticError ? failure.diagnostics : [];
    expect([diagnostic?.code, `${diagnostic?.span?.file ?? ''}:`, diagnostic?.help]).toEqual([
      'lock-stale',
      stale,
      'Run `grocker lock` and commit what it writes.',
    ]);
    expect(diagnostic?.span?.start.line).toBeGreaterThan(1);
  });
});
