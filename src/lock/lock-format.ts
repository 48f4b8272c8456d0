import { baseName } from '../paths/base-name.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { UV_LOCK } from './find-lock.ts';
import { lockDiagnostic } from './lock-error.ts';

/** The formats that can be read. */
export type LockFormat = 'uv' | 'pylock' | 'poetry' | 'pdm' | 'pipfile' | 'requirements';

/** `pylock.toml` and `pylock.NAME.toml` (PEP 751, "File name"). */
const pylockName = /^pylock(?:\.[^.]+)?\.toml$/;

/** The format that the last part of a file's name tells; undefined for a requirements file and a name of the user's own. */
export function formatOfName(fileName: string): LockFormat | undefined {
  const name = baseName(fileName);
  if (name === UV_LOCK) return 'uv';
  if (name === 'poetry.lock') return 'poetry';
  if (name === 'pdm.lock') return 'pdm';
  if (name === 'Pipfile.lock') return 'pipfile';
  if (pylockName.test(name)) return 'pylock';
  return undefined;
}

/** The format that the keys of a text give away, where its name does not. */
function formatOfText(text: string): LockFormat | undefined {
  if (text.trimStart().startsWith('{')) return text.includes('"_meta"') ? 'pipfile' : undefined;
  let table = '';
  for (const line of text.split('\n')) {
    if (line.startsWith('[')) table = line.trim();
    const key = /^[a-z_-]+(?= *=)/.exec(line)?.[0];
    if (table === '' && key === 'lock-version') return 'pylock';
    if (table === '' && (key === 'revision' || key === 'requires-python')) return 'uv';
    if (table === '[metadata]' && key === 'lock_version') return 'pdm';
    if (table === '[metadata]' && (key === 'lock-version' || key === 'content-hash')) {
      return 'poetry';
    }
  }
  return undefined;
}

/** The format of a lock, by the last part of its name or, for a name of the user's own, by its text. */
export function lockFormat(fileName: string, text: string): LockFormat | Diagnostic {
  const byName = formatOfName(fileName);
  if (byName !== undefined) return byName;
  if (/\.(?:toml|lock|json)$/.test(fileName)) {
    const byText = formatOfText(text);
    if (byText !== undefined) return byText;
    return lockDiagnostic('lock-format', `\`${fileName}\` is no lock of a known format`, {
      span: { file: fileName, start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
      help: 'Name a uv.lock, pylock.toml, poetry.lock, pdm.lock, Pipfile.lock or a requirements file.',
    });
  }
  return 'requirements';
}
