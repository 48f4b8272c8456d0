import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { replayedPlan } from '../commands/plan/replayed-plan.ts';
import { parseRecordedFacts, recordFacts } from '../facts/recorded-facts.ts';
import { planGraph } from '../commands/graph/plan-graph.ts';
import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { FactSource } from '../facts/fact-source.ts';
import { definitionToJson } from '../llb/llb.ts';
import { MemoryInputs } from '../inputs/memory-inputs.ts';
import { readSpec } from '../project/read-spec.ts';
import { foreignPackages } from '../plan/foreign-programs.ts';
import { planPlatform } from './plan-platform.ts';

const amd64 = { os: 'linux', architecture: 'amd64' } as const;
const arm64 = { os: 'linux', architecture: 'arm64' } as const;

/** The files of a context, and nobody who answers a question but `answers`. */
function world(
  files: Readonly<Record<string, string>>,
  answers: Partial<FactSource> = {},
): FactSource {
  const inputs = new MemoryInputs(files);
  const notAsked = (question: string) => () => Promise.reject(new Error(`${question} was asked`));
  return {
    definition: () => Promise.resolve(new SourceText('grocker.yml', files['grocker.yml'] ?? '')),
    files: (question) => inputs.files(question),
    sourceTree: () => Promise.resolve({ links: [], broken: [], environments: [] }),
    ignoreFile: () => inputs.ignoreFile(),
    baseImage: notAsked('a registry'),
    systemPackages: notAsked('apt'),
    pythonLock: notAsked('the index'),
    buildRequirements: notAsked('a build back end'),
    nativeSource: notAsked('a source'),
    interpreter: notAsked('an interpreter'),
    releaseMetadata: notAsked('the index'),
    download: notAsked('a server'),
    ...answers,
  };
}

async function planned(source: FactSource, target = 'runner') {
  const spec = await readSpec(source, { target, args: {} });
  return planPlatform(source, spec, arm64, { foreign: { host: amd64, target } });
}

async function refused(
  files: Readonly<Record<string, string>>,
  target = 'runner',
  answers: Partial<FactSource> = {},
): Promise<readonly Diagnostic[]> {
  const error: unknown = await planned(world(files, answers), target).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DiagnosticError)) throw error;
  return error.diagnostics.filter(({ code }) => code === 'foreign-program');
}

/** By the line of grocker.yml, the step that is refused. */
const steps = (found: readonly Diagnostic[]) =>
  found.map(({ message, span }) => [
    span?.start.line,
    message.replace(/: this step runs programs of linux\/arm64, and .*/, ''),
  ]);

test('every step that needs the other machine is refused at its line, before anything is asked', async () => {
  const found = await refused({
    'grocker.yml': [
      'runtime: trixie/3.13',
      'source: .',
      'entrypoint_name: [python, app.py]',
      'dependencies: {run: [libzbar0t64]}',
      'time_zone: Europe/Berlin',
      'locales: [de_DE.UTF-8]',
      'base: minimal',
      'steps: [{run: [python, make.py]}]',
      '',
    ].join('\n'),
    'app.py': '',
  });
  expect(steps(found)).toEqual(
    expect.arrayContaining([
      [1, 'apt: python3 ca-certificates'],
      [8, 'python make.py'],
    ]),
  );
  expect(steps(found).map(([line]) => line)).not.toContain(4);
  expect(steps(found).map(([line]) => line)).not.toContain(5);
});

test('the remedies are another runtime and another builder', async () => {
  const [found] = await refused({
    'grocker.yml': 'runtime: trixie/3.13\nsource: .\nentrypoint_name: [python]\n',
  });
  expect(found?.message).toBe(
    'apt: python3 ca-certificates: this step runs programs of linux/arm64, and the builder runs only those of linux/amd64: packages of the system are configured by their own scripts and programs',
  );
  expect(found?.help).toMatch(
    /^Use a builder with a node for linux\/arm64, or one that emulates it \(.*binfmt --install arm64\); or choose a runtime whose base image has Python, such as `trixie\/3\.14`\.$/,
  );
});

test.each(['check', 'compiler'])('the target %s is refused whatever the image', async (target) => {
  const found = await refused(
    { 'grocker.yml': 'runtime: trixie/3.14\nsource: .\nentrypoint_name: [python]\n' },
    target,
  );
  expect(steps(found)).toContainEqual([undefined, `target ${target}`]);
});

/** A registry with these versions of Python in an image, by architecture. */
function registry(versions: Readonly<Record<string, string>>): Pick<FactSource, 'baseImage'> {
  return {
    baseImage: ({ reference, platform: { architecture } }) => {
      const Env = [`PYTHON_VERSION=${versions[architecture] ?? ''}`];
      const config = JSON.stringify({ architecture, config: Env[0]?.endsWith('=') ? {} : { Env } });
      return Promise.resolve({ reference: `${reference}@${architecture}`, config });
    },
  };
}

const wheel = (file: string) =>
  `{ url = "https://files.example/${file}", hashes = { sha256 = "${'1'.repeat(64)}" } }`;

const pylock = (...wheels: readonly string[]) =>
  `lock-version = "1.0"\ncreated-by = "hand"\n\n[[packages]]\nname = "quick"\nversion = "1.0"\nwheels = [${wheels.map(wheel).join(', ')}]\n`;

const graphDocument = z.object({
  vertices: z.array(
    z.object({
      op: z.object({
        exec: z.optional(z.unknown()),
        source: z.optional(z.object({ identifier: z.string() })),
        platform: z.optional(z.object({ architecture: z.string() })),
      }),
    }),
  ),
});

const application = {
  'grocker.yml':
    'runtime: trixie/3.14\nsource: .\nlock: pylock.toml\nentrypoint_name: [python, app.py]\nvolumes: [/data]\n',
  'app.py': '',
  'pylock.toml': pylock(
    'quick-1.0-cp314-cp314-manylinux_2_17_x86_64.whl',
    'quick-1.0-cp314-cp314-manylinux_2_17_aarch64.whl',
  ),
};

/** An answer of apt with one package of data, which is the same for every machine. */
const locales = [
  ...['stage', 'stage', 'stage'],
  "'http://deb.example/locales_2.41-12_all.deb' locales_2.41-12_all.deb 5 SHA256:1",
  'records',
  'Package: locales',
  'Version: 2.41-12',
  'Architecture: all',
  'Filename: locales_2.41-12_all.deb',
  'Size: 5',
  `SHA256: ${'2'.repeat(64)}`,
  '',
].join('\n');

const libraries = locales
  .replace(
    /'http.*/,
    "'http://deb.example/libzbar0t64_0.23.93-8_arm64.deb' libzbar0t64_0.23.93-8_arm64.deb 5 SHA256:1",
  )
  .replace('stage\nstage\nstage\n', 'stage\nstage\n')
  .replace('\nrecords', '\nstage\nrecords')
  .replace('Package: locales', 'Package: libzbar0t64')
  .replace('2.41-12', '0.23.93-8')
  .replace('Architecture: all', 'Architecture: arm64')
  .replace('locales_2.41-12_all', 'libzbar0t64_0.23.93-8_arm64');

test('settings that are files of the image are made by programs of the host, from sources that the host looks up', async () => {
  const asked: unknown[] = [];
  const source = world(
    {
      ...application,
      'grocker.yml': `${application['grocker.yml']}base: minimal\ntime_zone: Europe/Berlin\nlocales: [de_DE.UTF-8]\ncertificates: [a.pem]\n`,
      'a.pem': '',
    },
    {
      ...registry({ amd64: '3.14.2', arm64: '3.14.2' }),
      systemPackages: ({ platform, lists }) => {
        asked.push([platform, lists]);
        return Promise.resolve(locales);
      },
    },
  );
  const { plan } = await planned(source);
  expect(asked).toEqual([[amd64, [[], [], ['locales']]]]);
  const { vertices } = graphDocument.parse(
    definitionToJson(planGraph(plan, 'runner', 'example/frontend')),
  );
  const ran = vertices.flatMap(({ op: { exec, platform } }) =>
    exec === undefined ? [] : [{ words: JSON.stringify(exec), on: platform?.architecture }],
  );
  for (const script of ['time-zone.sh', 'locales.sh', 'certificates.sh', 'minimal_root.py']) {
    expect(ran.filter(({ words }) => words.includes(script))).toMatchObject([{ on: 'amd64' }]);
  }
  expect(ran.filter(({ on }) => on !== 'amd64')).toEqual([]);
});

test('system packages are looked up for the platform by the host, and installed by the dpkg of the host', async () => {
  const asked: unknown[] = [];
  const source = world(
    {
      ...application,
      'grocker.yml': `${application['grocker.yml']}time_zone: Europe/Berlin\nlocales: [de_DE.UTF-8]\ndependencies: {run: [libzbar0t64]}\n`,
    },
    {
      ...registry({ amd64: '3.14.2', arm64: '3.14.2' }),
      systemPackages: ({ platform, lists }) => {
        asked.push([platform, lists]);
        return Promise.resolve(platform.architecture === 'amd64' ? locales : libraries);
      },
    },
  );
  const { plan } = await planned(source);
  expect(asked).toEqual([
    [arm64, [[], ['libzbar0t64'], []]],
    [amd64, [[], [], ['locales']]],
  ]);
  const { vertices } = graphDocument.parse(
    definitionToJson(planGraph(plan, 'runner', 'example/frontend')),
  );
  const installs = vertices.filter(({ op }) =>
    JSON.stringify(op.exec ?? {}).includes('foreign-packages.sh'),
  );
  expect(installs).toMatchObject([{ op: { platform: { architecture: 'amd64' } } }]);
  expect(JSON.stringify(installs)).toContain('libzbar0t64_0.23.93-8_arm64.deb');
});

test('a lock is made of it: the package manager of the host looks up its system packages', async () => {
  const asked: unknown[] = [];
  const files = {
    ...application,
    'grocker.yml': `${application['grocker.yml']}dependencies: {run: [libzbar0t64], build: [gcc]}\nsteps: [{run: [python, make.py]}]\n`,
  };
  const source = world(files, {
    ...registry({ amd64: '3.14.2', arm64: '3.14.2' }),
    systemPackages: ({ platform, base, lists, host }) => {
      asked.push([platform, base, lists.slice(0, 2), host]);
      return Promise.resolve(locales);
    },
  });
  const { system } = await planned(source, 'lock');
  const image = 'python:3.14-slim-trixie';
  const host = { platform: amd64, base: `${image}@amd64` };
  expect(asked).toEqual([[arm64, `${image}@arm64`, [[], ['libzbar0t64']], host]]);
  expect(system.compiler.map(({ name }) => name)).toEqual(['locales']);
  expect(
    steps(
      await refused(
        { ...files, 'grocker.yml': 'runtime: trixie/3.13\nsource: .\nentrypoint_name: [python]\n' },
        'lock',
      ),
    ),
  ).toEqual([[1, 'apt: python3 ca-certificates']]);
});

test('system packages of Alpine, and those of the interpreter that grocker.lock adds, are refused at their lines', () => {
  const file = {
    name: 'tzdata',
    version: '1',
    architecture: 'all',
    url: 'u',
    sha256: 's',
    size: 1,
  };
  const files = [{ ...file, span: { file: 'grocker.lock', start: { line: 9, column: 1 } } }];
  const nothing = { requested: [], files: [] };
  const added = { requested: ['tzdata'], files };
  const found = (family: string, stages: object) =>
    steps(
      foreignPackages(
        {
          system: { interpreter: nothing, root: nothing, compiler: nothing, ...stages },
          platform: arm64,
        },
        { runtime: { family } } as never,
        amd64,
      ),
    );
  expect(found('debian', { interpreter: added })).toEqual([[9, 'apt: tzdata']]);
  expect(found('debian', { root: added })).toEqual([]);
  expect(found('alpine', { root: added })).toEqual([[9, 'apk: tzdata']]);
});

describe('an image with Python and ready wheels', () => {
  test('has the wheels of its platform, and all steps run on the host', async () => {
    const source = world(application, registry({ amd64: '3.14.2', arm64: '3.14.1' }));
    const { plan } = await planned(source);
    expect(plan.packages).toMatchObject([
      { file: 'quick-1.0-cp314-cp314-manylinux_2_17_aarch64.whl' },
    ]);
    expect(plan.python.version).toBe('3.14.1');
    expect(plan.host).toEqual({
      platform: amd64,
      base: 'python:3.14-slim-trixie@amd64',
      python: '3.14.2',
    });

    const { vertices } = graphDocument.parse(
      definitionToJson(planGraph(plan, 'runner', 'example/frontend')),
    );
    const ran = vertices.flatMap(({ op: { exec, platform } }) =>
      exec === undefined ? [] : [platform?.architecture],
    );
    expect(ran.length).toBeGreaterThan(3);
    expect(new Set(ran)).toEqual(new Set(['amd64']));
    const images = vertices.flatMap(({ op: { source: found, platform } }) =>
      found?.identifier.includes('python:') ? [platform?.architecture] : [],
    );
    expect(images.sort()).toEqual(['amd64', 'arm64']);
  });

  test('has the same plan when its recorded facts are replayed', async () => {
    const source = world(application, registry({ amd64: '3.14.2', arm64: '3.14.1' }));
    const recorder = recordFacts(source, { platform: arm64, host: amd64 });
    const { plan } = await planned(recorder);
    const facts = parseRecordedFacts(JSON.stringify(recorder.facts()));
    expect(await replayedPlan(facts, { target: 'runner', args: {} })).toEqual(plan);
  });

  test('is refused where the byte code of the host is that of another Python', async () => {
    const [found] = await refused(
      application,
      'runner',
      registry({ amd64: '3.14.0', arm64: '3.13.9' }),
    );
    expect(found).toMatchObject({
      message:
        'python:3.14-slim-trixie has Python 3.13.9 for linux/arm64, and Python 3.14.0 for linux/amd64, which would compile its byte code',
      span: { start: { line: 1 } },
    });
  });

  test('is an error if its version of Python is unknown', async () => {
    const files = {
      ...application,
      'grocker.yml': `runtimes: {own: {image: "python:own"}}\n${application['grocker.yml'].replace('trixie/3.14', 'own')}`,
    };
    const interpreter = () =>
      Promise.resolve(
        JSON.stringify({
          executable: '/usr/bin/python3',
          version: '3.14.2',
          freeThreaded: false,
          libc: { name: 'glibc', version: '2.41' },
        }),
      );
    const answers = { interpreter, ...registry({ amd64: '3.14.2' }) };
    const [found] = await refused(files, 'runner', answers);
    expect(found?.message).toContain('its configuration has no PYTHON_VERSION');
    const known = { interpreter, ...registry({ arm64: '3.14.2' }) };
    expect((await planned(world(files, known))).plan.python.executable).toBe('/usr/bin/python3');
  });

  test('is refused where a package has to be compiled, at its place', async () => {
    const sdist = {
      ...application,
      'pylock.toml': `${pylock()}sdist = ${wheel('quick-1.0.tar.gz')}\n`,
    };
    const answers = {
      ...registry({ amd64: '3.14.2', arm64: '3.14.2' }),
      nativeSource: () => Promise.resolve('quick.c'),
    };
    const found = await refused(sdist, 'runner', answers);
    expect(steps(found)).toEqual([[4, 'compile quick']]);
    expect(found[0]?.help).toMatch(
      /^Use a builder .*; or choose a version that has a wheel for linux\/arm64\.$/,
    );
    // One of Python alone is built on the host.
    const pure = { ...answers, nativeSource: () => Promise.resolve(null) };
    expect((await planned(world(sdist, pure))).plan.packages).toMatchObject([
      { kind: 'compile', stage: 'interpreter' },
    ]);
  });
});
