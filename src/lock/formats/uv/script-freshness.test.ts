import { describe, expect, it } from 'vitest';
import { SourceText } from '../../../diagnostics/source-text.ts';
import { pythonTarget } from '../../../python/python-target.ts';
import { lockFormat } from '../../lock-format.ts';
import { readLock } from '../../read-lock.ts';
import { selectDistributions } from '../../select-distributions.ts';

const lockOf = (...requirements: readonly string[]) =>
  [
    ...['version = 1', 'revision = 3', 'requires-python = ">=3.11"', '', '[manifest]'],
    `requirements = [${requirements.join(', ')}]`,
    ...['', '[[package]]', 'name = "six"', 'version = "1.17.0"'],
    'source = { registry = "https://index.example/simple" }',
    `wheels = [{ url = "https://files.example/six-1.17.0-py2.py3-none-any.whl", hash = "sha256:${'a'.repeat(64)}", size = 1 }]`,
    '',
  ].join('\n');

const scriptOf = (...dependencies: readonly string[]) =>
  `# /// script\n# requires-python = ">=3.11"\n# dependencies = ${JSON.stringify(dependencies)}\n# ///\n`;

function read(lock: string, script: string | undefined) {
  const source = new SourceText('jobs/run.py.lock', lock);
  const format = lockFormat(source.name, lock);
  if (format !== 'uv') throw new Error('not taken for a lock of uv');
  const readFile = (path: string) =>
    path === 'jobs/run.py' && script !== undefined ? new SourceText(path, script) : undefined;
  return readLock({ format, source, readFile });
}

describe('the lock of a script', () => {
  it('selects what the script requires', () => {
    const lock = read(lockOf('{ name = "six" }'), scriptOf('six'));
    const target = pythonTarget({
      version: '3.13.5',
      freeThreaded: false,
      architecture: 'amd64',
      libc: { name: 'glibc', version: '2.41' },
    });
    const request = { target, extras: [], groups: [], noBinary: [], onlyBinary: [] };
    const { distributions, diagnostics } = selectDistributions(lock, request);
    expect(diagnostics).toStrictEqual([]);
    expect(distributions.map(({ name, version }) => [name, version])).toEqual([['six', '1.17.0']]);
  });

  it('asks for the script', () => {
    expect(read(lockOf(), undefined).missing).toStrictEqual(['jobs/run.py']);
  });

  it.each<[string, readonly string[], string, string | undefined]>([
    ['is fresh', ['{ name = "six" }'], scriptOf('six'), undefined],
    [
      'is fresh in other words',
      ['{ name = "six", specifier = ">=1" }'],
      scriptOf('Six >= 1'),
      undefined,
    ],
    ['lacks a requirement', [], scriptOf('six'), 'it requires `six`, which the lock does not have'],
    ['has one more', ['{ name = "six" }'], scriptOf(), 'it does not require `six` any more'],
    [
      'has another version',
      ['{ name = "six" }'],
      scriptOf('six>2'),
      'it requires `six` differently',
    ],
    ['is of a script without a block', [], 'import six\n', 'it has no block `# /// script`'],
  ])('%s', (_, requirements, script, reason) => {
    const { diagnostics } = read(lockOf(...requirements), script);
    expect(diagnostics.map(({ code, message, help }) => [code, message, help])).toStrictEqual(
      reason === undefined
        ? []
        : [
            [
              'lock-stale',
              `\`jobs/run.py.lock\` no longer matches run.py: ${reason}`,
              'Run `uv lock --script jobs/run.py` and commit run.py.lock.',
            ],
          ],
    );
  });
});
