import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import {
  buildGrocker,
  hostNetwork,
  runImage,
  sharesLoopback,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { serveProjects } from '../support/project-index.ts';
import { sdist } from '../support/sdist.ts';
import { wheelOf } from '../support/wheel-of.ts';

// Strangers write sdists, and their code runs when these are asked for metadata, asked what they are built with, and
// built. Here it looks for secrets, a network and a cache that other builds have.

const backEnd = readFileSync(join(import.meta.dirname, 'hostile/back_end.py'), 'utf8');
const pyproject = [
  '[build-system]',
  'requires = []',
  'build-backend = "back_end"',
  'backend-path = ["."]',
  '',
].join('\n');

/** An index with new sdists of these names; only their own code knows their requirements. */
async function serveSdists(names: readonly string[], secret = '') {
  const index = await serveProjects();
  for (const name of names) {
    const own = backEnd
      .replace('"NAME"', JSON.stringify(name))
      .replace('"VERSION"', '"1.0"')
      .replace('"PRIVATE"', JSON.stringify(secret))
      .replace('"PORT"', JSON.stringify(String(index.port)));
    const data = sdist(`${name}-1.0`, { 'pyproject.toml': pyproject, 'back_end.py': own });
    index.add({ project: name, file: `${name}-1.0.tar.gz`, data });
  }
  return index.url;
}

/** An sdist that says its metadata, and is built with a wheel that only its index has. */
function ownedSdist(name: string, tool: string): Buffer {
  const own = backEnd
    .replace('"NAME"', JSON.stringify(name))
    .replace('"VERSION"', '"1.0"')
    .replace('"PORT"', '"9"')
    .replace('"PRIVATE"', '""')
    .replace('repr(look())', `repr(look()) + "\\nfrom ${tool} import text"`);
  const built = pyproject.replace('requires = []', `requires = ["${tool}"]`);
  return sdist(`${name}-1.0`, { 'pyproject.toml': built, 'back_end.py': own });
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
    ...hostNetwork,
    ...['--secret', `id=netrc,src=${join(directory, 'netrc')}`],
    ...['--tag', tag],
  ]);
  const seen = Array.from(stderr.matchAll(/found: (\[.*?\])/g), ([, list]) => list);
  return { seen, inImage: await runImage(tag), stderr };
}

test.runIf(sharesLoopback())(
  'the code of an sdist reaches no secret, no network and no cache, and another project is untouched',
  async () => {
    const mark = randomBytes(4).toString('hex');
    const names = [`hostile${mark}`, `innocent${mark}`] as const;
    const url = await serveSdists(names);
    const password = `s3cr3t-${randomBytes(12).toString('hex')}`;
    for (const name of names) {
      const { seen, inImage, stderr } = await found(name, url, [], password);
      // Its metadata was queried and it was built, so its code has run.
      expect(stderr).toContain(`[wheels] read metadata of ${name}`);
      expect(seen.length).toBeGreaterThan(0);
      expect(new Set(seen)).toEqual(new Set(['[]']));
      expect(inImage).toBe('[]\n');
      expect(stderr).not.toContain(password);
    }
  },
);

test.runIf(sharesLoopback())('a build with a network has nothing else', async () => {
  const name = `hostile${randomBytes(4).toString('hex')}`;
  const url = await serveSdists([name]);
  const more = [`compile: {${name}: {network: true}}`];
  const { inImage } = await found(name, url, more, 'password');
  expect(JSON.parse(inImage.replaceAll("'", '"'))).toEqual(['network']);
});

test.runIf(sharesLoopback())(
  'files of a private index are neither visible to builds of another project nor given to it without the password',
  async () => {
    const mark = randomBytes(4).toString('hex');
    const [owner, stranger, secret] = [`owner${mark}`, `stranger${mark}`, `secret${mark}`];
    const tool = wheelOf(secret, { [`${secret}.py`]: 'text = "private"\n' });
    const closed = await serveProjects(
      { project: secret, file: `${secret}-1.0-py3-none-any.whl`, data: tool },
      // An sdist whose build has the private wheel, so that the steps that fetch that have it too.
      { project: owner, file: `${owner}-1.0.tar.gz`, data: ownedSdist(owner, secret) },
    );
    closed.protect('ann', 'canary');
    const url = closed.url.replace('http://', 'http://ann:canary@');
    const mine = await temporaryDirectory({
      'grocker.yml': [
        '# syntax=org/grocker-frontend',
        'runtime: trixie/3.13',
        `release: ${owner}==1.0`,
        `packages: [${secret}==1.0]`,
        `entrypoint_name: [python, -c, "import ${owner}; print(${owner}.text)"]`,
        '',
      ].join('\n'),
      'pip.conf': `[global]\nindex-url = ${url}\n`,
    });
    const tag = uniqueTag('owner');
    const secrets = ['--secret', `id=pip.conf,src=${join(mine, 'pip.conf')}`];
    await buildGrocker(mine, [...hostNetwork, ...secrets, '--tag', tag]);
    expect(await runImage(tag)).toBe('private\n');

    const open = await serveSdists([stranger], secret);
    const { seen, inImage } = await found(stranger, open, [], 'password');
    expect(new Set(seen)).toEqual(new Set(['[]']));
    expect(inImage).toBe('[]\n');

    const theirs = await temporaryDirectory({
      'grocker.yml': [
        '# syntax=org/grocker-frontend',
        'runtime: trixie/3.13',
        `release: ${secret}==1.0`,
        `index: {url: "${closed.url}"}`,
        'entrypoint_name: [python]',
        '',
      ].join('\n'),
    });
    const output = [...hostNetwork, '--output', 'type=cacheonly'];
    const { stderr } = await buildGrocker(theirs, output, { statuses: [1] });
    expect(stderr).toMatch(/ERROR: .*grocker\.yml:3:\d+: /);
    expect(stderr).toMatch(/401|403|credentials/);
  },
);

test.runIf(sharesLoopback())(
  'a password of netrc is sent over http only to a host that pip.conf trusts, by uv too',
  async () => {
    const name = `plain${randomBytes(4).toString('hex')}`;
    const password = `s3cr3t-${randomBytes(12).toString('hex')}`;
    const data = wheelOf(name, { [`${name}.py`]: '' });
    const index = await serveProjects({
      project: name,
      file: `${name}-1.0-py3-none-any.whl`,
      data,
    });
    index.protect('ann', password);
    const directory = await temporaryDirectory({
      'grocker.yml': [
        '# syntax=org/grocker-frontend',
        'runtime: trixie/3.13',
        `release: ${name}==1.0`,
        `index: {url: "${index.url}"}`,
        'entrypoint_name: [python]',
        '',
      ].join('\n'),
      netrc: `machine 127.0.0.1 login ann password ${password}\n`,
      'pip.conf': '[global]\ntrusted-host = 127.0.0.1\n',
    });
    const secret = (id: string) => ['--secret', `id=${id},src=${join(directory, id)}`];
    const args = [...hostNetwork, ...secret('netrc'), '--output', 'type=cacheonly'];
    const { stderr } = await buildGrocker(directory, args, { statuses: [1] });
    expect(stderr).toMatch(/ERROR: .*grocker\.yml:3:10: .*401.*netrc are sent over https alone/);
    expect(new Set(index.authorizations)).toEqual(new Set([undefined]));
    await buildGrocker(directory, [...args, ...secret('pip.conf')]);
    expect(index.authorizations).toContain(`Basic ${btoa(`ann:${password}`)}`);
  },
);
