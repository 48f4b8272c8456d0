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
import { serveProjects, type IndexFile, type ProjectIndex } from '../support/project-index.ts';
import { sdist } from '../support/sdist.ts';
import { wheelOf } from '../support/wheel-of.ts';

// Without grocker.lock a step with a network fetches what a source is built with: it holds files to the hashes of the
// index and runs nothing of them.

const hostile = readFileSync(join(import.meta.dirname, 'hostile/back_end.py'), 'utf8');

function backEnd(name: string, port: number): string {
  return hostile
    .replace('"NAME"', JSON.stringify(name))
    .replace('"VERSION"', '"1.0"')
    .replace('"PRIVATE"', '""')
    .replace('"PORT"', JSON.stringify(String(port)));
}

/** An sdist of a package whose back end another project has, or it itself. */
function source(name: string, builtWith: string, module: string, files = {}): IndexFile {
  const pyproject = [
    '[build-system]',
    `requires = [${builtWith}]`,
    `build-backend = "${module}"`,
    ...(builtWith === '' ? ['backend-path = ["."]'] : []),
    '',
  ].join('\n');
  const data = sdist(`${name}-1.0`, { 'pyproject.toml': pyproject, ...files });
  return { project: name, file: `${name}-1.0.tar.gz`, data };
}

async function build(
  { url }: ProjectIndex,
  name: string,
  statuses: readonly number[] = [0],
): Promise<{ readonly stderr: string; readonly tag: string }> {
  const directory = await temporaryDirectory({
    'grocker.yml': [
      '# syntax=org/grocker-frontend',
      'runtime: trixie/3.13',
      `release: ${name}==1.0`,
      `index: {url: "${url}"}`,
      `entrypoint_name: [python, -c, "import ${name}; print(${name}.found)"]`,
      '',
    ].join('\n'),
    netrc: 'machine 127.0.0.1 login ann password canary\n',
  });
  const tag = uniqueTag('environment');
  const { stderr } = await buildGrocker(
    directory,
    [...hostNetwork, '--secret', `id=netrc,src=${join(directory, 'netrc')}`, '--tag', tag],
    { statuses },
  );
  return { stderr, tag };
}

test.runIf(sharesLoopback())('a build requirement runs no code where it is fetched', async () => {
  const mark = randomBytes(4).toString('hex');
  const [name, tool] = [`made${mark}`, `tool${mark}`];
  const index = await serveProjects();
  const data = wheelOf(tool, {
    // Python runs this whenever it starts in the environment (docs.python.org/3/library/site.html).
    [`${tool}.pth`]: `import ${tool}; ${tool}.look()\n`,
    [`${tool}.py`]: backEnd(name, index.port),
  });
  index.add({ project: tool, file: `${tool}-1.0-py3-none-any.whl`, data });
  index.add(source(name, `"${tool}"`, tool));
  const { stderr, tag } = await build(index, name);
  const seen = Array.from(stderr.matchAll(/found: (\[.*?\])/g), ([, list]) => list);
  expect(seen.length).toBeGreaterThan(0);
  expect(new Set(seen)).toEqual(new Set(['[]']));
  expect(await runImage(tag)).toBe('[]\n');
});

test.runIf(sharesLoopback())(
  'a build requirement with another hash than that of the index ends the build',
  async () => {
    const mark = randomBytes(4).toString('hex');
    const [name, tool] = [`made${mark}`, `tool${mark}`];
    const index = await serveProjects();
    const data = wheelOf(tool, { [`${tool}.py`]: backEnd(name, index.port) });
    const file = `${tool}-1.0-py3-none-any.whl`;
    index.add({ project: tool, file, data, sha256: '0'.repeat(64) });
    index.add(source(name, `"${tool}"`, tool));
    const { stderr } = await build(index, name, [1]);
    expect(stderr).toMatch(
      /ERROR: .*grocker\.yml:3:\d+: the file of tool\w+ 1\.0 at \S+ is gone or was replaced/,
    );
    expect(stderr).toContain(`${file} has another sha256 than the index says`);
    expect(stderr).not.toContain('found: ');
  },
);

test.runIf(sharesLoopback())(
  'a build requirement that unpacks to hundreds of times its size is not unpacked',
  async () => {
    const mark = randomBytes(4).toString('hex');
    const [name, tool] = [`made${mark}`, `tool${mark}`];
    const index = await serveProjects();
    const data = wheelOf(tool, { [`${tool}.py`]: '', large: 300 * 1024 ** 2 });
    index.add({ project: tool, file: `${tool}-1.0-py3-none-any.whl`, data });
    index.add(source(name, `"${tool}"`, tool));
    const { stderr } = await build(index, name, [1]);
    expect(stderr).toMatch(
      /ERROR: .*grocker\.yml:3:\d+: the source of made\w+-1\.0\.tar\.gz, or a wheel that it is built with, is not unpacked, .*\[archive-too-large\]/,
    );
    expect(stderr).toContain(`${tool}-1.0-py3-none-any.whl is refused: it unpacks to more than`);
  },
);

test.runIf(sharesLoopback())(
  'the metadata of a source is queried even if its back end must be built first',
  async () => {
    const mark = randomBytes(4).toString('hex');
    const [name, tool, tools] = [`made${mark}`, `tool${mark}`, `tools${mark}`];
    const index = await serveProjects();
    const own = backEnd(name, index.port);
    // A back end that makes a wheel of itself: its module is named as the back end that it is.
    const maker = (made: string, module: string) =>
      backEnd(made, index.port).replace(
        'repr(look()) + "\\n"',
        `repr(look()) + "\\n" + ${JSON.stringify(module)}`,
      );
    index.add(
      source(name, `"${tool}"`, tool),
      source(tool, `"${tools}"`, tools),
      source(tools, '', 'maker', { 'maker.py': maker(tools, maker(tool, own)) }),
    );
    const { stderr, tag } = await build(index, name);
    expect(stderr).toContain(`[wheels] compile ${tools} 1.0`);
    expect(stderr).toContain(`[wheels] read metadata of ${name}`);
    expect(await runImage(tag)).toBe('[]\n');
  },
);
