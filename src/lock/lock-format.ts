import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { lockDiagnostic } from './lock-error.ts';

/** The formats that can be read. */
export type LockFormat = 'uv' | 'pylock' | 'poetry' | 'pdm' | 'pipfile' | 'requirements';

/** `pylock.toml` and `pylock.NAME.toml` (PEP 751, "File name"). */
const pylockName = /^pylock(?:\.[^.]+)?\.toml$/;

/** What a first line or table of a file gives away, where its name does not. */
const signatures: readonly (readonly [LockFormat, RegExp])[] = [
  ['pylock', /^lock-version\s*=/m],
  ['pdm', /^\[metadata\][^[]*^lock_version\s*=/m],
  ['poetry', /^\[metadata\][^[]*^(?:lock-version|content-hash)\s*=/m],
  ['uv', /^version\s*=\s*\d+\s*\n(?:revision\s*=|requires-python\s*=)/m],
  ['pipfile', /^\s*\{\s*"_meta"/],
];

function formatOfName(name: string): LockFormat | undefined {
  if (name === 'uv.lock') return 'uv';
  if (name === 'poetry.lock') return 'poetry';
  if (name === 'pdm.lock') return 'pdm';
  if (name === 'Pipfile.lock') return 'pipfile';
  if (pylockName.test(name)) return 'pylock';
  return undefined;
}

/** The format of a lock, by the last part of its name or, for a name of the user's own, by its text. */
export function lockFormat(fileName: string, text: string): LockFormat | Diagnostic {
  const name = fileName.slice(fileName.lastIndexOf('/') + 1);
  const byName = formatOfName(name);
  if (byName !== undefined) return byName;
  if (/\.(?:toml|lock|json)$/.test(name)) {
    const found = signatures.find(([, pattern]) => pattern.test(text));
    if (found !== undefined) return found[0];
    return lockDiagnostic('lock-format', `\`${fileName}\` is no lock of a known format`, {
      span: { file: fileName, start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
      help: 'Name a uv.lock, pylock.toml, poetry.lock, pdm.lock, Pipfile.lock or a requirements file.',
    });
  }
  return 'requirements';
}
