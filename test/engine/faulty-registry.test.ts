import { describe, expect, test } from 'vitest';

import {
  buildGrocker,
  registry,
  runImage,
  sharesLoopback,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { serveFaulty, type Fault } from '../support/faulty-server.ts';
import { pushUnseenBase, type UnseenBase } from '../support/unseen-base.ts';

const isManifest = (path: string) => path.includes('/manifests/');
const isLayer = (path: string, { layer }: UnseenBase) => path.endsWith(layer);

type Case = readonly [
  part: string,
  fault: Fault,
  matches: (path: string, base: UnseenBase) => boolean,
];

/** An application on a base image that no builder has seen, in a registry behind a server that fails. */
async function applicationBehind(
  fault: Fault,
  matches: (path: string, base: UnseenBase) => boolean,
  times: number,
) {
  const base = await pushUnseenBase();
  const isMatch = (path: string) => matches(path, base);
  const server = await serveFaulty(`http://${registry()}`, fault, isMatch, times);
  const image = `${server.url.replace('http://', '')}/${base.repository}:1`;
  const directory = await temporaryDirectory({
    'grocker.yml': [
      '# syntax=org/grocker-frontend',
      'source: .',
      'runtime: ours/3.13',
      'runtimes:',
      `  ours/3.13: {image: "${image}", dependencies: {run: [python3]}}`,
      'entrypoint_name: [cat, /etc/mark]',
      '',
    ].join('\n'),
    'app.py': '',
  });
  return { directory, server, mark: base.mark };
}

// scripts/test --load runs these: a builder waits before it tries again.
describe.runIf(sharesLoopback() && process.env['GROCKER_LOAD'])('a registry', () => {
  test.each<Case>([
    ['its manifest', 'too many requests', isManifest],
    ['its manifest', 'unavailable', isManifest],
    ['its manifest', 'cut off', isManifest],
    ['a layer', 'too many requests', isLayer],
    ['a layer', 'unavailable', isLayer],
    ['a layer', 'cut off', isLayer],
    ['a layer', 'longer than it is', isLayer],
  ])('%s once: %s', async (_, fault, matches) => {
    const { directory, server, mark } = await applicationBehind(fault, matches, 1);
    const tag = uniqueTag('faulty-registry');
    await buildGrocker(directory, ['--tag', tag, '--load']);
    expect(server.failed()).not.toEqual([]);
    expect(await runImage(tag)).toBe(`${mark}\n`);
  });

  test.each<[...Case, reason: string]>([
    ['its manifest', 'too many requests', isManifest, 'it is busy or out of order'],
    ['its manifest', 'unavailable', isManifest, 'it is busy or out of order'],
    ['its manifest', 'shorter than it is', isManifest, 'it does not answer as it should'],
    ['a layer', 'too many requests', isLayer, 'it is busy or out of order'],
    ['a layer', 'unavailable', isLayer, 'it is busy or out of order'],
    ['a layer', 'shorter than it is', isLayer, 'it does not answer as it should'],
  ])('%s, always: %s, is one error at its place', async (_, fault, matches, reason) => {
    const { directory } = await applicationBehind(fault, matches, Infinity);
    const output = ['--output', 'type=cacheonly'];
    const { stderr } = await buildGrocker(directory, output, { statuses: [1] });
    const errors = stderr.match(/^ERROR: .*$/gm) ?? [];
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(
      /grocker\.yml:\d+:\d+: the image \S+ cannot be pulled: 127\.0\.0\.1:\d+: /,
    );
    expect(errors[0]).toContain(`${reason} · Build again`);
    expect(errors[0]).toContain('[image-unavailable]');
  });
});
