import { parse } from 'smol-toml';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import { rangeKey, tomlRanges } from '../diagnostics/toml-ranges.ts';
import { tableEntries } from '../python/table-reader.ts';
import { tomlString } from '../python/toml-text.ts';
import { requestFields, type ResolutionRequest } from './resolution-request.ts';

/** Whether a lock was made by `grocker lock`, and so is made again by it. */
export function isOwnPylock(text: string): boolean {
  return /^\[tool\.grocker\]$/m.test(text);
}

/** A pylock.toml that tells what it was made for, in its table [tool.grocker] (PEP 751, "tool"). */
export function ownPylock(lock: string, request: ResolutionRequest): string {
  const table = [...requestFields(request)].map(([key, values]) => {
    const items = values.map((value) => `    ${tomlString(value)},\n`).join('');
    return `${key} = [\n${items}]\n`;
  });
  const made = lock.replace(/^created-by = .*$/m, 'created-by = "grocker"').trimEnd();
  return `${made}\n\n[tool.grocker]\n${table.join('')}`;
}

/**
 * Of the locks that `grocker lock` made the one that was made for this: services have their own.
 *
 * @throws DiagnosticError where none was, with what is different in the first.
 */
export function ownPylockFor(locks: readonly SourceText[], request: ResolutionRequest): SourceText {
  const [nearest] = locks
    .map((lock) => ({ lock, stale: differences(lock, request) }))
    .sort((a, b) => distance(a.stale) - distance(b.stale));
  if (nearest === undefined) throw new Error('there is no lock to compare with');
  const { lock } = nearest;
  const [stale] = nearest.stale;
  if (stale === undefined) return lock;
  throw new DiagnosticError([
    {
      code: 'lock-stale',
      severity: 'error',
      message: `${lock.name} does not belong to grocker.yml any more: it was made ${stale.message}`,
      span: fieldSpan(lock, stale.key),
      help: 'run `grocker lock` and commit what it writes',
    },
  ]);
}

interface Difference {
  readonly key: string;
  readonly message: string;
  /** How many values are not the same. */
  readonly count: number;
}

function distance(differences: readonly Difference[]): number {
  return differences.reduce((sum, { count }) => sum + count, 0);
}

function differences(lock: SourceText, request: ResolutionRequest): Difference[] {
  const made = madeFor(lock);
  const asked = requestFields(request);
  return [...new Set([...asked.keys(), ...made.keys()])].flatMap((key): Difference[] => {
    const [then, now] = [made.get(key) ?? [], asked.get(key) ?? []];
    if (then.join('\n') === now.join('\n')) return [];
    const added = now.filter((value) => !then.includes(value));
    const removed = then.filter((value) => !now.includes(value));
    const count = Math.max(1, added.length + removed.length);
    const what = key.replaceAll('-', ' ');
    if (added.length > 0)
      return [{ key, count, message: `without the ${what} ${added.join(', ')}` }];
    if (removed.length > 0) {
      return [{ key, count, message: `with the ${what} ${removed.join(', ')}` }];
    }
    return [{ key, count, message: `with the ${what} in another order` }];
  });
}

/** Nothing that a lock says in [tool.grocker] is trusted to be well-formed: what is not is not the same. */
function madeFor(lock: SourceText): ReadonlyMap<string, readonly string[]> {
  const tool = tableEntries(tableEntries(parsedTail(lock.text))?.get('tool'));
  const table = tableEntries(tool?.get('grocker')) ?? new Map<string, unknown>();
  return new Map(
    [...table].map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map((item) => (typeof item === 'string' ? item : '')) : [''],
    ]),
  );
}

/** [tool.grocker] is the last table of the locks that we write. */
function parsedTail(text: string): unknown {
  try {
    return parse(text.slice(text.lastIndexOf('[tool.grocker]')));
  } catch {
    return undefined;
  }
}

function fieldSpan(lock: SourceText, key: string) {
  const ranges = tomlRanges(lock.text);
  const range =
    ranges.get(rangeKey(['tool', 'grocker', key])) ?? ranges.get(rangeKey(['tool', 'grocker']));
  return lock.span(range?.start ?? 0, range?.end ?? 0);
}
