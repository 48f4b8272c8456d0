import { baseName } from '../paths/base-name.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { findLock } from './find-lock.ts';
import type { Format } from './formats/format.ts';
import { formats, type LockFormat } from './formats/formats.ts';
import type { Lock } from './lock.ts';
import { lockDiagnostic } from './lock-error.ts';

export type { LockFormat } from './formats/formats.ts';

/** The format of a name. */
export function formatNamed(name: LockFormat): Format<LockFormat, Lock> {
  const all: readonly Format<LockFormat, Lock>[] = formats;
  const format = all.find((each) => each.name === name);
  if (format === undefined) throw new Error(`there is no format ${name}`);
  return format;
}

/** The format that the last part of a file's name tells; undefined for a requirements file and a name of the user's own. */
export function formatOfName(fileName: string): LockFormat | undefined {
  const name = baseName(fileName);
  return formats.find(
    ({ maker, patterns }) => maker !== undefined && findLock([name], patterns) !== undefined,
  )?.name;
}

/** The format of a lock, by the last part of its name or, for a name of the user's own, by its text. */
export function lockFormat(fileName: string, text: string): LockFormat | Diagnostic {
  const byName = formatOfName(fileName);
  if (byName !== undefined) return byName;
  const isData = /\.(?:toml|lock|json)$/.test(fileName);
  const keys = isData ? tableKeys(text) : new Set<string>();
  const byText = formats.find(({ sniff }) => sniff({ isData, text, keys }))?.name;
  if (byText !== undefined) return byText;
  const titles = formats.map(({ title }) => title);
  return lockDiagnostic('lock-format', `\`${fileName}\` is not a lock of a known format`, {
    span: { file: fileName, start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
    help: `Name a ${titles.slice(0, -1).join(', ')} or a requirements file.`,
  });
}

/** The keys of a text as if it were TOML, with the tables that they are in. */
function tableKeys(text: string): ReadonlySet<string> {
  const keys = new Set<string>();
  let table = '';
  for (const [line, , key] of text.matchAll(/^(?:(\[.*)|([a-z_-]+)(?= *=))/gm)) {
    if (key === undefined) table = `${line.trim()} `;
    else keys.add(table + key);
  }
  return keys;
}
