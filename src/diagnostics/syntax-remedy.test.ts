import { expect, test } from 'vitest';
import { parseToml } from '../toml/parse-toml.ts';
import { readLock } from '../lock/read-lock.ts';
import type { LockFormat } from '../lock/lock-format.ts';
import { DiagnosticError } from './diagnostic.ts';
import { SourceText } from './source-text.ts';

function helpOf(read: () => unknown): string | undefined {
  try {
    read();
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics[0]?.help;
    throw error;
  }
  return 'it was read';
}

const locks: readonly (readonly [LockFormat, string])[] = [
  ['pipfile', '{"_meta": {},\n'],
  ['uv', 'version = 1\n[[package\n'],
  ['poetry', 'a = \n'],
];

test.each(locks)('a lock of %s that cannot be parsed', (format, text) => {
  const help = (source: string) =>
    helpOf(() => readLock({ format, source: new SourceText('lock', source) }));
  expect(help(text)).toBe(
    'Correct this line, or create the file again with the tool that writes it.',
  );
  const merged = `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> main\n`;
  expect(help(merged)).toBe('Resolve the merge conflict in the file.');
});

test('a pyproject.toml that cannot be parsed', () => {
  const help = (text: string) => helpOf(() => parseToml(new SourceText('pyproject.toml', text)));
  expect(help('[project\n')).toBe('Correct this line.');
  expect(help('[project]\r\n<<<<<<< HEAD\r\n')).toBe('Resolve the merge conflict in the file.');
  expect(help('[project]\ntext = """\n<<<<<<<<\n"""\n')).toBe('it was read');
});
