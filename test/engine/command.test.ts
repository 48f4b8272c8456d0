import { randomBytes } from 'node:crypto';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import grockerPackage from '../../package.json' with { type: 'json' };
import type { CommandResult } from '../support/command.ts';
import { buildx, docker, registry, runImage, temporaryDirectory } from '../support/engine.ts';
import { grocker as runGrocker, type GrockerOptions } from '../support/grocker.ts';
import { inspectedConfig, pushedLayers } from '../support/image.ts';

const { version } = grockerPackage;

// Every image of this run has it, so that none of a user's is replaced or removed.
const prefix = `test/command-${randomBytes(4).toString('hex')}`;
let workplace: string;

/** In a directory of its own. */
function grocker(
  words: readonly string[],
  options: Partial<GrockerOptions> = {},
): Promise<CommandResult> {
  return runGrocker(words, { directory: workplace, temporary: workplace, ...options });
}

async function imagesOf(reference: string): Promise<readonly string[]> {
  const format = '{{.Repository}}:{{.Tag}}';
  const { stdout } = await docker([
    'image',
    'ls',
    '--format',
    format,
    '--filter',
    `reference=${reference}`,
  ]);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .sort();
}

const project = {
  'pyproject.toml': `[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"

[project]
name = "Clock_Tower"
dynamic = ["version"]

[project.optional-dependencies]
bell = []

[project.scripts]
ring = "clock_tower:ring"

[tool.setuptools.dynamic]
version = { attr = "clock_tower.__version__" }
`,
  'clock_tower.py': `import os

__version__ = "2.0+local.1"


def ring():
    print("ding", os.environ.get("TIMES"))
`,
};

beforeAll(async () => {
  workplace = await mkdtemp(join(tmpdir(), 'grocker-test-'));
});

afterAll(async () => {
  const references = [`${prefix}/*`, `${registry()}/${prefix}/*`];
  const images = (await Promise.all(references.map(imagesOf))).flat();
  if (images.length > 0) await docker(['image', 'rm', '--force', ...images]);
  await rm(workplace, { recursive: true, force: true });
});

describe('grocker build', () => {
  test('makes an image of an old release with the runtime nearest to it', async () => {
    const words = ['build', 'ipython==5.0', '--entrypoint', 'ipython', '--image-prefix', prefix];
    const { stdout, stderr } = await grocker([...words, '--result-file', 'result.yml']);
    expect(`${stdout}${stderr}`).toContain(
      'runtime bookworm/3.11: its Python is the nearest to ipython 5.0.0 of 2016-07-08',
    );
    expect(stderr).toContain('runtime-out-of-time');
    const names = [`${prefix}/ipython:5.0`, `${prefix}/ipython:5.0-${version}`];
    expect(await imagesOf(`${prefix}/ipython`)).toEqual(names);
    expect(await readFile(join(workplace, 'result.yml'), 'utf8')).toMatch(
      new RegExp(
        `^release: ipython==5.0
image: ${names[0] ?? ''}
images:
  - ${names[0] ?? ''}
  - ${names[1] ?? ''}
compiler_image: null
root_image: null
hash: sha256:[0-9a-f]{64}
$`,
      ),
    );
    expect(await runImage(names[0] ?? '', ['-c', '6 * 7'])).toContain('42');
  });

  test('names a project by the metadata of its back end, and merges files and flags', async () => {
    const directory = await temporaryDirectory({
      ...project,
      'grocker.yml': `docker_image_prefix: ${prefix}\nentrypoint_name: ring\nextras: [bell]\nenvs: {TIMES: 1, A: a}\n`,
      'team.yml': 'envs: {TIMES: 1.10, TEAM: blue}\nports: [80]\n',
    });
    const files = ['-c', 'grocker.yml', '-c', 'team.yml'];
    const flags = ['--env', 'A=b=c', '--volume', '/data', '--port', '53/udp'];
    const { stderr } = await grocker(['build', ...files, ...flags, '--image-prefix', prefix], {
      directory,
    });
    // Its version is asked first, and that build has the same warnings.
    expect([...stderr.matchAll(/privileged-port: /g)]).toHaveLength(1);
    const name = `${prefix}/clock-tower-bell:2.0-local.1`;
    expect(await imagesOf(`${prefix}/clock-tower-bell`)).toEqual([name, `${name}-${version}`]);
    expect(await runImage(name)).toBe('ding 1.10\n');
    const { ExposedPorts, Volumes, Env } = await inspectedConfig(name);
    expect({ ExposedPorts, Volumes }).toEqual({
      ExposedPorts: { '53/udp': {} },
      Volumes: { '/data': {} },
    });
    expect(Env).toEqual(expect.arrayContaining(['TIMES=1.10', 'A=b=c', 'TEAM=blue']));
    const explained = await grocker(['explain', '--why', 'clock-tower'], { directory });
    expect(explained.stdout).toContain('clock-tower 2.0+local.1');
  });

  test('makes an image of a wheel, and pushes it', async () => {
    const directory = await temporaryDirectory(project);
    await grocker(['build', '--target', 'wheels', '--output', 'dist'], { directory });
    const [wheel = ''] = await readdir(join(directory, 'dist'));
    expect(wheel).toBe('clock_tower-2.0+local.1-py3-none-any.whl');
    const repository = `${prefix}/bell`;
    const words = ['--image-prefix', `${registry()}/${prefix}`, '--image-base-name', 'bell'];
    await grocker(['build', `dist/${wheel}[bell]`, '-e', 'ring', ...words, '--push'], {
      directory,
    });
    expect((await pushedLayers(repository, '2.0-local.1')).length).toBeGreaterThan(3);
    expect(await pushedLayers(repository, `2.0-local.1-${version}`)).toEqual(
      await pushedLayers(repository, '2.0-local.1'),
    );
  });

  test('names the image of a stage by its runtime', async () => {
    const directory = await temporaryDirectory(project);
    const words = ['--target', 'root', '--image-prefix', prefix, '--result-file', 'result.yml'];
    await grocker(['build', '.', ...words], { directory });
    const name = `${prefix}/grocker-trixie-3.13-root:${version}`;
    expect(await imagesOf(`${prefix}/grocker-*`)).toEqual([name]);
    expect(await readFile(join(directory, 'result.yml'), 'utf8')).toContain(
      `image: null\nimages:\n  - ${name}\ncompiler_image: null\nroot_image: ${name}\n`,
    );
    const { Labels } = await inspectedConfig(name);
    expect(Labels).toEqual({
      'grocker.image.role': 'root',
      'grocker.runtime': 'trixie/3.13',
      'grocker.version': version,
    });
  });

  test('reports the mistakes of every file before it calls docker', async () => {
    const directory = await temporaryDirectory({ 'a.yml': 'prots: [80]\n' });
    const words = ['build', 'app==1.0', '-c', 'a.yml', '-r', 'trixi/3.13'];
    const { stdout, stderr } = await grocker(words, { directory, statuses: [1] });
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^a\.yml:1:1: unknown key "prots" · did you mean "ports"\?/m);
    expect(stderr).toMatch(/^command line:\d+:\d+: unknown runtime "trixi\/3\.13"/m);
    expect(stderr).not.toContain('#1');
  });

  test('ends with docker’s own status, and leaves nothing behind', async () => {
    const words = ['build', 'no-such-release-of-anybody==1.0', '--result-file', 'none.yml'];
    const { stderr } = await grocker(words, { statuses: [1] });
    expect(stderr).toContain('no-such-release-of-anybody');
    expect((await readdir(workplace)).filter((name) => /grocker|yml/.test(name))).toEqual([
      'result.yml',
    ]);
  });
});

describe('grocker plan', () => {
  test('records answers, from which the same plan can be made without an engine', async () => {
    const words = ['plan', 'markupsafe==3.0.3', '--entrypoint', 'python', '--record', 'facts.json'];
    const { stdout: plan } = await grocker(words);
    const replayed = await grocker(['plan', '--facts', 'facts.json'], {
      environment: { PATH: '', DOCKER_HOST: 'unix:///nowhere' },
    });
    expect(replayed.stdout).toBe(plan);
    await writeFile(join(workplace, 'plan.json'), plan);
    const { stdout: svg } = await grocker(['graph', 'plan.json', '--format', 'svg']);
    expect(svg).toMatch(/<svg[^]*markupsafe 3\.0\.3[^]*<\/svg>/);
    await rm(join(workplace, 'facts.json'));
    await rm(join(workplace, 'plan.json'));
  });
});

describe('grocker purge', () => {
  const image = (name: string) => `${prefix}/purge-${name}:1`;

  async function labelled(name: string, made: string, role: string): Promise<void> {
    const labels = ['--label', `grocker.version=${made}`, '--label', `grocker.image.role=${role}`];
    const input = 'FROM scratch\nCOPY <<E /name\n' + name + '\nE\n';
    await buildx(['build', ...labels, '--tag', image(name), '--load', '-'], { input });
  }

  test('removes leftovers of older versions, and applications only on request', async () => {
    await labelled('root', '8.2', 'root');
    await labelled('app', '8.2', 'runner');
    await labelled('new', version, 'root');
    await grocker(['purge']);
    expect(await imagesOf(`${prefix}/purge-*`)).toEqual([image('app'), image('new')]);
    await grocker(['purge', '-f']);
    expect(await imagesOf(`${prefix}/purge-*`)).toEqual([image('new')]);
  });
});
