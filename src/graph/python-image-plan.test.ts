import { describe, expect, test } from 'vitest';

import { planGraph } from '../commands/graph/plan-graph.ts';
import { replayFacts } from '../facts/recorded-facts.ts';
import { definitionToJson } from '../llb/llb.ts';
import { catalogue, type CatalogueRuntime } from '../spec/catalogue.ts';
import { planOf } from '../../test/support/example.ts';

const platform = { os: 'linux', architecture: 'amd64' } as const;
const digest = `sha256:${'0'.repeat(64)}`;

/** A project with one dependency that has a wheel for each C library, on a base image of Docker's `python`. */
function facts({ name, image, family, run, build, pythonVersion }: CatalogueRuntime) {
  const tag = `cp${pythonVersion.replace('.', '')}`;
  const wheels = ['manylinux_2_17_x86_64', 'musllinux_1_2_x86_64'].map(
    (kind, index) =>
      `{ url = "https://files.example/quick-1.0-${tag}-${tag}-${kind}.whl", hashes = { sha256 = "${String(index + 1).repeat(64)}" } }`,
  );
  const files = {
    'pylock.toml': `lock-version = "1.0"\ncreated-by = "hand"\n\n[[packages]]\nname = "quick"\nversion = "1.0"\nwheels = [${wheels.join(', ')}]\n`,
    'pyproject.toml':
      '[project]\nname = "app"\nversion = "1"\ndependencies = ["quick"]\n\n[build-system]\nrequires = ["setuptools"]\n',
  };
  const base = `docker.io/library/${image}@${digest}`;
  return replayFacts({
    version: 1,
    definition: {
      name: 'grocker.yml',
      text: `runtime: ${name}\nlock: pylock.toml\nentrypoint_name: app\n`,
    },
    answers: [
      { kind: 'files', question: { patterns: Object.keys(files) }, answer: files },
      {
        kind: 'baseImage',
        question: { reference: image, platform },
        answer: {
          reference: base,
          config: JSON.stringify({ config: { Env: [`PYTHON_VERSION=${pythonVersion}.7`] } }),
        },
      },
      {
        kind: 'systemPackages',
        question: {
          platform,
          base,
          repositories: [],
          ...(family === 'alpine' && { family }),
          lists: [run, [], build],
        },
        answer: family === 'alpine' ? 'stage\nstage\nstage\n' : 'stage\nstage\nstage\nrecords\n',
      },
    ],
  });
}

const runtimes = [...catalogue.values()].filter(({ image }) => image.startsWith('python:'));

describe('an image of Docker’s python', () => {
  test.each(runtimes.map((runtime) => [runtime.name, runtime] as const))(
    '%s has the wheels of its Python and C library',
    async (_, runtime) => {
      const { base, python, packages } = await planOf(facts(runtime));
      const libc = runtime.family === 'alpine' ? 'musllinux_1_2' : 'manylinux_2_17';
      const tag = `cp${runtime.pythonVersion.replace('.', '')}`;
      expect(base.reference).toBe(`docker.io/library/${runtime.image}@${digest}`);
      expect(python).toEqual({
        executable: '/usr/local/bin/python3',
        version: `${runtime.pythonVersion}.7`,
        libc: runtime.libc,
      });
      expect(packages.flatMap((each) => (each.kind === 'wheel' ? [each.file] : []))).toEqual([
        `quick-1.0-${tag}-${tag}-${libc}_x86_64.whl`,
      ]);
    },
  );

  test('has the recorded graph', async () => {
    const runtime = runtimes.find(({ name }) => name === 'trixie/3.12');
    if (runtime === undefined) throw new Error('the catalogue has no trixie/3.12');
    const definition = planGraph(await planOf(facts(runtime)), 'runner', 'example/frontend');
    const text = `${JSON.stringify(definitionToJson(definition), null, 2)}\n`;
    // Recorded with `npx vitest run --project unit src/graph/python-image-plan.test.ts -u`.
    await expect(text).toMatchFileSnapshot('python-image-plan.llb.json');
  });
});
