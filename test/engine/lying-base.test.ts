import { expect, test } from 'vitest';

import { buildGrocker, buildx, temporaryDirectory, uniqueTag } from '../support/engine.ts';

// Base images that are not as images are: their Python says anything, and their files are something else.

const lies: Readonly<Record<string, readonly string[]>> = {
  'a Python that is missing': [],
  'a Python that says nothing': ['echo 3.13; exit 0'],
  'a Python that leaves a pipe in place of its answer': ['mkfifo "$answer"'],
  'a C library of a version that is too large to count to': [said('3.13.5', '2.999999999')],
};

/** The line of a shell that answers as steps/probe.py does. */
function said(version: string, libc: string): string {
  const answer = `{"executable": "/usr/bin/python3", "version": "${version}", "freeThreaded": false, "libc": {"name": "glibc", "version": "${libc}"}}`;
  return `printf %s '${answer}' >"$answer"`;
}

/** The last lines of a build on debian:trixie-slim with these lines of a Dockerfile. */
async function built(lines: readonly string[], files: Readonly<Record<string, string>>) {
  const base = uniqueTag('lying-base');
  const dockerfile = ['FROM debian:trixie-slim', ...lines, ''].join('\n');
  const image = await temporaryDirectory({ Dockerfile: dockerfile, ...files });
  await buildx(['build', '--provenance=false', '--load', '--tag', base, image]);
  const directory = await temporaryDirectory({
    'grocker.yml': [
      '# syntax=org/grocker-frontend',
      `runtimes: {own: {image: "${base}"}}`,
      'runtime: own',
      'source: app.py',
      'entrypoint_name: [python, app.py]',
      '',
    ].join('\n'),
    'app.py': '',
  });
  const output = ['--output', 'type=cacheonly'];
  const { stderr } = await buildGrocker(directory, output, { statuses: [1] });
  return { stderr, base };
}

const PYTHON = ['COPY --chmod=755 python3 /usr/bin/python3'];

test('each lie of the Python of a base image is one error that names the image', async () => {
  const builds = Object.entries(lies).map(async ([name, lines]) => {
    const script = ['#!/bin/sh', 'for answer; do :; done', ...lines, ''].join('\n');
    const { stderr, base } = await built(lines.length === 0 ? [] : PYTHON, { python3: script });
    expect(stderr, name).toMatch(
      new RegExp(
        `ERROR: .*grocker\\.yml:3:10: nothing can be built on ${base}: its python3 does not (?:answer|say).*\\[base-image-unusable\\]`,
      ),
    );
  });
  await Promise.all(builds);
});

test('a base image whose /etc/passwd is a directory is one error that names the image', async () => {
  const lines = [...PYTHON, 'RUN rm /etc/passwd && mkdir /etc/passwd'];
  const script = ['#!/bin/sh', 'for answer; do :; done', said('3.13.5', '2.41'), ''].join('\n');
  const { stderr, base } = await built(lines, { python3: script });
  expect(stderr).toContain(`nothing can be built on ${base}: a user and a virtual environment`);
  expect(stderr).toContain('[base-image-unusable]');
});
