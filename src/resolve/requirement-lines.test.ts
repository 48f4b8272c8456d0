import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { testPython } from '../../test/support/test-python.ts';
import { checkRequirementLines } from './requirement-lines.ts';

const hash = `--hash=sha256:${'0'.repeat(64)}`;
const good = [
  'a==1.0',
  'a-b[c-d]>=1 ; sys_platform == "linux"',
  'a @ git+https://git.example/a.git@0123456789012345678901234567890123456789#subdirectory=x',
  'https://files.example/a-b-1.0.tar.gz[extra-one]',
  'a @ file:///run/grocker/context/a%20b-1.whl',
  `a==1 ${hash} ${hash}`,
  'a==1\t; os_name == "posix"',
];
const bad = [
  'a==1\nb==2',
  'a==1\r--pre',
  '-r /run/secrets/netrc',
  ' --index-url=https://evil.example',
  'a==1 --index-url https://evil.example',
  'a @ https://evil.example/${UV_INDEX}/a-1.whl',
  'a @ https://files.example/a-1.tar.gz\u2028-c x',
  '\u0000',
  '',
  ' ',
];

const steps = fileURLToPath(new URL('../../steps', import.meta.url));

/** Whether the step goes on with a line. */
function stepTakes(line: string): boolean {
  const program =
    'import json, sys; from one_requirement import checked_lines; checked_lines([json.loads(sys.argv[1])])';
  const { status } = spawnSync(testPython(), ['-c', program, JSON.stringify(line)], {
    env: { PYTHONPATH: steps },
  });
  return status === 0;
}

function planTakes(line: string): boolean {
  try {
    checkRequirementLines({ requirements: [line], constraints: '' });
    return true;
  } catch (error) {
    if (error instanceof DiagnosticError) return false;
    throw error;
  }
}

describe('a line of a requirements file', () => {
  it.each(good)('is a requirement: %j', (line) => {
    expect([planTakes(line), stepTakes(line)]).toEqual([true, true]);
  });

  it.each(bad)('is not %j', (line) => {
    expect([planTakes(line), stepTakes(line)]).toEqual([false, false]);
  });

  it('has one constraint on a line', () => {
    const check = (constraints: string) => () => {
      checkRequirementLines({ requirements: [], constraints });
    };
    expect(check('a==1\nb==2\n')).not.toThrow();
    expect(check('a==1\n-c /run/secrets/netrc\n')).toThrow(DiagnosticError);
  });
});
