import { visibleText } from '../../diagnostics/visible-text.ts';
import type { WheelRow } from './wheel-rows.ts';

/** The rows for a person: name and version, then the file or where else it comes from. */
export function wheelLines(rows: readonly WheelRow[]): string {
  const heads = rows.map(({ name, version }) => (version === null ? name : `${name} ${version}`));
  const width = Math.max(0, ...heads.map((head) => head.length));
  const lines = rows.map((row, at) => `${(heads[at] ?? '').padEnd(width)}  ${tail(row)}\n`);
  return visibleText(lines.join(''));
}

function tail(row: WheelRow): string {
  const { kind } = row;
  if (kind === undefined) {
    return row.hashes?.length === 1 ? '1 hash' : `${row.hashes?.length ?? 0} hashes`;
  }
  switch (kind) {
    case 'wheel':
    case 'sdist':
      return row.file ?? '';
    case 'git':
      return `${row.url ?? ''}@${row.commit ?? ''}`;
    case 'directory':
      return row.editable === true ? `${row.path ?? ''} (editable)` : (row.path ?? '');
    case 'unavailable':
      return 'unavailable';
  }
}
