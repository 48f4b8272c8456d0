import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import {
  buildGrocker,
  engineEnvironment,
  runImage,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { serveProjects } from '../support/project-index.ts';
import { sdist } from '../support/sdist.ts';

// Strangers write sdists, and their code runs when these are asked for metadata, asked what they are built with, and
// built. Here it looks for secrets, a network and a cache that other builds have.

/** Servers on this machine's loopback, which a private engine shares. */
const sharesLoopback = engineEnvironment()['GROCKER_ENGINE'] === 'private';
const HOST_NETWORK = ['--network', 'host', '--allow', 'network.host'];

const backEnd = readFileSync(join(import.meta.dirname, 'hostile/back_end.py'), 'utf8');
const pyproject = [
  '[build-system]',
  'requires = []',
  'build-backend = "back_end"',
  'backend-path = ["."]',
  '',
].join('\n');

/** An index with sdists of these names that no builder has seen; nothing but their own code tells what they require. */
async function serveSdists(names: readonly string[]) {
  const index = await serveProjects();
  for (const name of names) {
    const own = backEnd
      .replace('"NAME"', JSON.stringify(name))
      .replace('"VERSION"', '"1.0"')
      .replace('"PORT"', JSON.stringify(String(index.port)));
    const data = sdist(`${name}-1.0`, { 'pyproject.toml': pyproject, 'back_end.py': own });
    index.add({ project: name, file: `${name}-1.0.tar.gz`, data });
  }
  return index.url;
}

async function found(name: string, url: string, more: readonly string[], secret: string) {
  const directory = await temporaryDirectory({
    'grocker.yml': [
      '# syntax=org/grocker-frontend',
      'runtime: trixie/3.13',
      `release: ${name}==1.0`,
      `index: {url: "${url}"}`,
      `entrypoint_name: [python, -c, "import ${name}; print(${name}.found)"]`,
      ...more,
      '',
    ].join('\n'),
    netrc: `machine 127.0.0.1 login ann password ${secret}\n`,
  });
  const tag = uniqueTag('hostile');
  const { stderr } = await buildGrocker(directory, [
    ...HOST_NETWORK,
    ...['--secret', `id=netrc,src=${join(directory, 'netrc')}`],
    ...['--tag', tag],
  ]);
  const seen = Array.from(stderr.matchAll(/found: (\[.*?\])/g), ([, list]) => list);
  return { seen, inImage: await runImage(tag), stderr };
}

test.runIf(sharesLoopback)(
  'the code of an sdist reaches no secret, no network and no cache, and another project is untouched',
  async () => {
    const mark = randomBytes(4).toString('hex');
    const names = [`hostile${mark}`, `innocent${mark}`] as const;
    const url = await serveSdists(names);
    const password = `s3cr3t-${randomBytes(12).toString('hex')}`;
    for (const name of names) {
      const { seen, inImage, stderr } = await found(name, url, [], password);
      // Its metadata was asked for and it was built, so that its code has run.
      expect(stderr).toContain(`[wheels] metadata of ${name}`);
      expect(seen.length).toBeGreaterThan(0);
      expect(new Set(seen)).toEqual(new Set(['[]']));
      expect(inImage).toBe('[]\n');
      expect(stderr).not.toContain(password);
    }
  },
);

test.runIf(sharesLoopback)('a build that is given a network has that and no more', async () => {
  const name = `hostile${randomBytes(4).toString('hex')}`;
  const url = await serveSdists([name]);
  const more = [`compile: {${name}: {network: true}}`];
  const { inImage } = await found(name, url, more, 'password');
  expect(JSON.parse(inImage.replaceAll("'", '"'))).toEqual(['network']);
});
