import { describe, expect, test } from 'vitest';
import { planPlatform, readSpec } from './build.ts';
import { DiagnosticError } from './diagnostics/diagnostic.ts';
import { SourceText } from './diagnostics/source-text.ts';
import type { FactSource } from './facts/fact-source.ts';
import { MemoryInputs } from './inputs/memory-inputs.ts';

type Files = Readonly<Record<string, string>>;

/** A context of these files, a Debian without further packages, and an index without any. */
function world(files: Files, answers: Partial<FactSource> = {}): FactSource {
  const { 'grocker.yml': definition = 'runtime: trixie/3.13\n' } = files;
  return {
    definition: () => Promise.resolve(new SourceText('grocker.yml', definition)),
    files: (question) => new MemoryInputs(files).files(question),
    baseImage: ({ reference, platform: { architecture } }) =>
      Promise.resolve({ reference, config: JSON.stringify({ architecture }) }),
    systemPackages: ({ lists }) =>
      Promise.resolve(`${lists.map(() => 'stage\n').join('')}records\n`),
    pythonLock: () => Promise.resolve('lock-version = "1.0"\ncreated-by = "uv"\npackages = []\n'),
    buildRequirements: () => Promise.reject(new Error('nothing is locked')),
    interpreter: () => Promise.reject(new Error('it is known')),
    releaseMetadata: () => Promise.reject(new Error('there is no release')),
    ...answers,
  };
}

async function planned(source: FactSource) {
  const spec = await readSpec(source, { target: 'runner', args: {} });
  return planPlatform(source, spec, { os: 'linux', architecture: 'amd64' });
}

/** What a build without a lock says, as code, place and message. */
async function mistakes(source: FactSource): Promise<readonly string[]> {
  try {
    await planned(source);
    return [];
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(
      ({ code, span, message }) =>
        `${code} ${span?.file ?? ''}:${String(span?.start.line ?? '')}:${String(span?.start.column ?? '')} ${message}`,
    );
  }
}

const pyproject = (text: string) => `[project]\nname = "app"\nversion = "1.0"\n${text}`;

describe('a password in the constraints', () => {
  const refused = (place: string, server: string) =>
    `password-in-url ${place} the url of ${server} holds a password or token, which would be in the build cache and in the provenance of the image`;

  test('of pip_constraint is refused', async () => {
    const source = world({
      'grocker.yml': 'runtime: trixie/3.13\npip_constraint: limits.txt\n',
      'limits.txt':
        'a<2\n--extra-index-url https://bob:s3cret@index.example/simple\nb @ https://bob:s3cret@files.example/b.whl\n',
      'pyproject.toml': pyproject('dependencies = ["a"]\n'),
    });
    expect(await mistakes(source)).toEqual([
      refused('limits.txt:2:19', 'index.example'),
      refused('limits.txt:3:5', 'files.example'),
    ]);
  });

  test('of a requirements file is refused', async () => {
    const source = world({
      'grocker.yml': 'runtime: trixie/3.13\nlock: requirements.txt\n',
      'requirements.txt': '-c limits.txt\na\n',
      'limits.txt': 'b @ https://bob:s3cret@files.example/b-1.0-py3-none-any.whl\n',
      'pyproject.toml': pyproject('dependencies = ["a"]\n'),
    });
    expect(await mistakes(source)).toEqual([refused('limits.txt:1:1', 'files.example')]);
  });
});
