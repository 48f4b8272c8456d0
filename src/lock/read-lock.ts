import type { Lock } from './lock.ts';
import { checkLength } from './document.ts';
import { formatNamed, type LockFormat } from './lock-format.ts';
import { lockError } from './lock-error.ts';
import type { LockInput } from './lock-input.ts';

/** A lock of any format. */
export interface AnyLockInput extends LockInput {
  readonly format: LockFormat;
}

/** Reads a lock of any format; throws a DiagnosticError where it cannot be read. */
export function readLock(input: AnyLockInput): Lock {
  const { maker, read } = formatNamed(input.format);
  checkLength(input.source);
  if (maker !== undefined) checkEmpty(input, maker);
  return read(input);
}

/** An empty lock is invalid. */
function checkEmpty({ source }: LockInput, maker: string): void {
  if (/^[ \t]*[^#\s]/m.test(source.text)) return;
  throw lockError('lock-syntax', `\`${source.name}\` is empty`, {
    span: source.span(0, 0),
    help: `Run \`${maker}\` and commit what it writes, or remove the file.`,
  });
}
