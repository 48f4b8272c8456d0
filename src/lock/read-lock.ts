import type { Lock } from './lock.ts';
import { checkLength } from './document.ts';
import { lockError } from './lock-error.ts';
import type { LockFormat } from './lock-format.ts';
import type { LockInput } from './lock-input.ts';
import { readPdmLock } from './formats/pdm/read-pdm-lock.ts';
import { readPipfileLock } from './formats/pipfile/read-pipfile-lock.ts';
import { readPoetryLock } from './formats/poetry/read-poetry-lock.ts';
import { readPylock } from './formats/pylock/read-pylock.ts';
import { readRequirements } from './formats/requirements/read-requirements.ts';
import { readUvLock } from './formats/uv/read-uv-lock.ts';

/** Reads a lock of any format; throws a DiagnosticError where it cannot be read. */
export function readLock(input: LockInput): Lock {
  checkEmpty(input);
  switch (input.format) {
    case 'uv':
      return readUvLock(input);
    case 'pylock':
      return readPylock(input.source);
    case 'poetry':
      return readPoetryLock(input);
    case 'pdm':
      return readPdmLock(input);
    case 'pipfile':
      return readPipfileLock(input);
    case 'requirements':
      return readRequirements(input);
  }
}

/** Who makes a lock of a format. */
const makers: Readonly<Record<Exclude<LockFormat, 'requirements'>, string>> = {
  uv: 'uv lock',
  pylock: 'grocker lock',
  poetry: 'poetry lock',
  pdm: 'pdm lock',
  pipfile: 'pipenv lock',
};

/** An empty requirements file requires nothing; any other lock that is empty was never made. */
function checkEmpty({ format, source }: LockInput): void {
  checkLength(source);
  if (format === 'requirements' || /^[ \t]*[^#\s]/m.test(source.text)) return;
  throw lockError('lock-syntax', `\`${source.name}\` is empty`, {
    span: source.span(0, 0),
    help: `Run \`${makers[format]}\` and commit what it writes, or remove the file.`,
  });
}
