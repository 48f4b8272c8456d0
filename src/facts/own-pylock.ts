import { parse } from 'smol-toml';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import { rangeKey, tomlRanges } from '../diagnostics/toml-ranges.ts';
import { tableEntries } from '../python/table-reader.ts';
import { tomlString } from '../python/toml-text.ts';
import type { PythonLockQuestion } from './fact-source.ts';

/** What a resolution was made for, on every platform. */
type PylockRequest = Omit<PythonLockQuestion, 'platform' | 'python' | 'onlyThese'>;

/** Whether a lock was made by `grocker lock`, and so is made again by it. */
export function isOwnPylock(text: string): boolean {
  return /^\[tool\.grocker\]$/m.test(text);
}

/** A pylock.toml that tells what it was made for, in its table [tool.grocker] (PEP 751, "tool"). */
export function ownPylock(lock: string, request: PylockRequest): string {
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
export function ownPylockFor(locks: readonly SourceText[], request: PylockRequest): SourceText {
  const compared = locks.map((lock) => ({ lock, stale: difference(lock, request) }));
  const found = compared.find(({ stale }) => stale === undefined);
  if (found !== undefined) return found.lock;
  const [nearest] = compared;
  if (nearest?.stale === undefined) throw new Error('there is no lock to compare with');
  const { lock, stale } = nearest;
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

function difference(
  lock: SourceText,
  request: PylockRequest,
): { readonly key: string; readonly message: string } | undefined {
  const made = madeFor(lock);
  const asked = requestFields(request);
  for (const key of new Set([...asked.keys(), ...made.keys()])) {
    const [then, now] = [made.get(key) ?? [], asked.get(key) ?? []];
    if (then.join('\n') === now.join('\n')) continue;
    const added = now.filter((value) => !then.includes(value));
    const removed = then.filter((value) => !now.includes(value));
    const what = key.replaceAll('-', ' ');
    if (added.length > 0) return { key, message: `without the ${what} ${added.join(', ')}` };
    if (removed.length > 0) return { key, message: `with the ${what} ${removed.join(', ')}` };
    return { key, message: `with the ${what} in another order` };
  }
  return undefined;
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

/** What has no value has no field. */
function requestFields(request: PylockRequest): ReadonlyMap<string, readonly string[]> {
  const { index, project } = request;
  const fields: [string, readonly string[]][] = [
    ['requirements', request.requirements],
    ['constraints', request.constraints.split('\n').filter((line) => line.trim() !== '')],
    ['project', project === null ? [] : [project]],
    ['extras', request.extras],
    ['groups', request.groups],
    ['index', [...(index.url === undefined ? [] : [index.url]), ...index.extra]],
    ['find-links', request.findLinks],
    ['exclude-newer', index.excludeNewer === undefined ? [] : [index.excludeNewer]],
    ['no-binary', request.noBinary],
    ['only-binary', request.onlyBinary === true ? [':all:'] : request.onlyBinary],
  ];
  return new Map(fields.filter(([, values]) => values.length > 0));
}
