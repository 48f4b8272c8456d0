import { expect, test } from 'vitest';
import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { FactSource } from '../facts/fact-source.ts';
import { MemoryInputs } from '../inputs/memory-inputs.ts';
import { readSpec } from '../project/read-spec.ts';
import { planPlatform } from './plan-platform.ts';

const amd64 = { os: 'linux', architecture: 'amd64' } as const;
const arm64 = { os: 'linux', architecture: 'arm64' } as const;

/** The files of a context, whose steps fail this test where one runs on `arm64`. */
function world(files: Readonly<Record<string, string>>): FactSource {
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
  };
}

async function refused(
  files: Readonly<Record<string, string>>,
  target = 'runner',
): Promise<readonly Diagnostic[]> {
  const source = world(files);
  const spec = await readSpec(source, { target, args: {} });
  const planned = planPlatform(source, spec, arm64, { foreign: { host: amd64, target } });
  const error: unknown = await planned.then(
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
      'setuid: false',
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
      [4, 'apt: libzbar0t64 tzdata'],
      [6, 'setuid: false'],
      [7, 'locales'],
      [8, 'base: minimal'],
      [9, 'python make.py'],
    ]),
  );
});

test('the remedies are another runtime and another builder', async () => {
  const [found] = await refused({
    'grocker.yml': 'runtime: trixie/3.13\nsource: .\nentrypoint_name: [python]\n',
  });
  expect(found?.message).toBe(
    'apt: python3 ca-certificates: this step runs programs of linux/arm64, and the builder runs only those of linux/amd64: packages of the system are configured by their own scripts and programs',
  );
  expect(found?.help).toMatch(
    /^choose a runtime whose base image has Python, such as `trixie\/3\.14`; or use a builder with a node for linux\/arm64, or one that emulates it \(.*binfmt --install arm64\)$/,
  );
});

test.each(['check', 'compiler', 'lock'])(
  'the target %s is refused whatever the image',
  async (target) => {
    const found = await refused(
      { 'grocker.yml': 'runtime: trixie/3.14\nsource: .\nentrypoint_name: [python]\n' },
      target,
    );
    expect(steps(found)).toContainEqual([undefined, `target ${target}`]);
  },
);
