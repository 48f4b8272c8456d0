import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';

import {
  buildGrocker,
  buildx,
  caSecret,
  docker,
  type Files,
  frontendArguments,
  registry,
  sharesLoopback,
  temporaryDirectory,
} from '../support/engine.ts';
import { makeRepository, serveGit } from '../support/git-server.ts';
import { inspectedConfig, manifestAnnotations } from '../support/image.ts';

const PREFIX = 'org.opencontainers.image.';

const files = (...lines: readonly string[]) => ({
  'grocker.yml': [
    '# syntax=org/grocker-frontend',
    'source: .',
    'runtime: trixie/3.13',
    'entrypoint_name: [python, app.py]',
    ...lines,
    '',
  ].join('\n'),
  'app.py': 'print("app")\n',
});

/** Pushes an image, and gives what its labels and the annotations of its manifest say of its sources. */
async function described(tag: string, push: (args: readonly string[]) => Promise<unknown>) {
  const repository = 'test/origin-labels';
  const image = `${registry()}/${repository}:${tag}`;
  onTestFinished(async () => {
    await docker(['image', 'rm', '--force', image], { statuses: [0, 1] });
  });
  await push(['--provenance=false', '--tag', image, '--push']);
  await docker(['pull', '--quiet', image]);
  const { Labels } = await inspectedConfig(image);
  const ofSources = (values: Readonly<Record<string, string>>) => ({
    source: values[`${PREFIX}source`],
    revision: values[`${PREFIX}revision`],
  });
  return {
    labels: ofSources(Labels as Readonly<Record<string, string>>),
    annotations: ofSources(await manifestAnnotations(repository, tag)),
  };
}

describe('labels and annotations of the sources', () => {
  test.runIf(sharesLoopback()).each([
    ['', '#main', 'context'],
    ['services/app/', '#main:services/app', 'below'],
  ])('of a git repository that is the context: %s%s', async (below, fragment, tag) => {
    const directory = join(await temporaryDirectory(), 'app');
    const inside = Object.entries(files()).map(([path, text]) => [`${below}${path}`, text]);
    const revision = makeRepository(directory, Object.fromEntries(inside) as Files);
    const { url, stop } = await serveGit(dirname(directory));
    onTestFinished(stop);
    const source = `${url}app/.git`;
    const words = [...caSecret(), ...frontendArguments(), '--file', 'grocker.yml'];
    const found = await described(tag, (args) =>
      buildx(['build', ...words, ...args, `${source}${fragment}`]),
    );
    expect(found).toEqual({ labels: { source, revision }, annotations: { source, revision } });
  });

  test('of a directory in a repository, as the client names it', async () => {
    const directory = await temporaryDirectory();
    const revision = makeRepository(directory, files());
    const source = 'https://git.example/team/app.git';
    execFileSync('git', ['remote', 'add', 'origin', source], { cwd: directory });
    const found = await described('directory', (args) => buildGrocker(directory, args));
    const expected = { source, revision };
    expect(found).toEqual({ labels: expected, annotations: expected });
  });

  test('of grocker.yml come first', async () => {
    const directory = await temporaryDirectory();
    const revision = makeRepository(
      directory,
      files(`labels: {${PREFIX}source: "https://pages.example/app"}`),
    );
    execFileSync('git', ['remote', 'add', 'origin', 'https://git.example/app.git'], {
      cwd: directory,
    });
    const found = await described('written', (args) => buildGrocker(directory, args));
    const expected = { source: 'https://pages.example/app', revision };
    expect(found).toEqual({ labels: expected, annotations: expected });
  });
});
