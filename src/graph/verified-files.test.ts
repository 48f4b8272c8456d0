import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

import { planGraph } from '../commands/graph/plan-graph.ts';
import { replayFacts } from '../facts/recorded-facts.ts';
import { definitionToJson } from '../llb/llb.ts';
import { planOf } from '../../test/support/example.ts';
import { testPython } from '../../test/support/test-python.ts';

const sha = (digit: string) => digit.repeat(64);
const image = 'python:3.12-slim-trixie';
const platform = { os: 'linux', architecture: 'amd64' } as const;
const base = `docker.io/library/${image}@sha256:${sha('0')}`;

const facts = replayFacts({
  version: 1,
  definition: {
    name: 'grocker.yml',
    text: 'runtime: trixie/3.12\nlock: requirements.txt\nentrypoint_name: app\n',
  },
  answers: [
    {
      kind: 'files',
      question: {},
      answer: {
        'requirements.txt': [
          `./dist/x-1.0-py3-none-any.whl --hash=sha256:${sha('1')} --hash=sha256:${sha('2')}`,
          `./dist/y-1.0.tar.gz --hash=sha256:${sha('3')}`,
        ].join('\n'),
        'pyproject.toml': '[project]\nname = "app"\nversion = "1"\n',
      },
    },
    {
      kind: 'baseImage',
      question: { reference: image, platform },
      answer: {
        reference: base,
        config: JSON.stringify({ config: { Env: ['PYTHON_VERSION=3.12.7'] } }),
      },
    },
    {
      kind: 'systemPackages',
      question: {
        platform,
        base,
        repositories: [],
        lists: [[], [], ['build-essential']],
      },
      answer: 'stage\nstage\nstage\nrecords\n',
    },
  ],
});

describe('a file of the context with hashes in a lock', () => {
  test('is verified before anything reads it', async () => {
    const plan = await planOf(facts);
    const origins = plan.packages.flatMap(({ name, origin }) =>
      'hashes' in origin ? [[name, origin.hashes]] : [],
    );
    expect(origins).toEqual([
      ['x', [sha('1'), sha('2')]],
      ['y', [sha('3')]],
    ]);
    const text = JSON.stringify(definitionToJson(planGraph(plan, 'runner', 'example/frontend')));
    expect(text.match(/steps\/verify\.py/g)).toHaveLength(2);
  });

  const contents = 'a wheel';
  const digest = createHash('sha256').update(contents).digest('hex');
  test.each([
    ['one of its hashes', [sha('1'), digest], 0],
    ['none of its hashes', [sha('1')], 2],
  ])('with %s', (_, hashes, expected) => {
    const out = mkdtempSync(join(tmpdir(), 'grocker-test-'));
    try {
      const [source, file] = [join(out, 'source'), 'x-1.0-py3-none-any.whl'];
      writeFileSync(source, contents);
      const step = fileURLToPath(new URL('../../steps/verify.py', import.meta.url));
      const request = JSON.stringify({ source, file, hashes, out });
      const { status, stderr } = spawnSync(testPython(), ['-B', step, request], {
        encoding: 'utf8',
      });
      expect(status, stderr).toBe(expected);
      if (status === 0) expect(readFileSync(join(out, file), 'utf8')).toBe(contents);
    } finally {
      rmSync(out, { recursive: true });
    }
  });
});
