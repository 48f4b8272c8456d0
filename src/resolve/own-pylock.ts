import { parse } from 'smol-toml';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import { tomlSpan } from '../toml/toml-ranges.ts';
import { tableEntries, valueAt } from '../toml/table-reader.ts';
import { tomlString } from '../toml/toml-text.ts';
import { formatPlatform } from '../options/platform.ts';
import { staleLock } from '../system/stale-lock.ts';
import type { PythonLockQuestion } from '../facts/fact-source.ts';
import { requestFields } from './resolution-request.ts';

/**
 * A pylock.toml that records what it was made for, in its table [tool.grocker] (PEP 751, "tool").
 *
 * @param questions the question for each platform; they differ in nothing else.
 */
export function ownPylock(
  lock: string,
  questions: readonly [PythonLockQuestion, ...PythonLockQuestion[]],
): string {
  const distinct = (values: readonly string[]) => [...new Set(values)].sort();
  const fields = new Map([
    ['python', distinct(questions.map(pythonMinor))],
    ['platforms', distinct(questions.map(({ platform }) => formatPlatform(platform)))],
    ...requestFields(questions[0]),
  ]);
  const table = [...fields].map(([key, values]) => {
    const items = values.map((value) => `    ${tomlString(value)},\n`).join('');
    return `${key} = [\n${items}]\n`;
  });
  const made = lock.replace(/^created-by = .*$/m, 'created-by = "grocker"').trimEnd();
  return `${made}\n\n[tool.grocker]\n${table.join('')}`;
}

/**
 * Chooses among the locks of `grocker lock` the one that was made for this: services have their own.
 *
 * @throws DiagnosticError if none was, with what is different in the first.
 */
export function ownPylockFor(
  locks: readonly SourceText[],
  question: PythonLockQuestion,
): SourceText {
  const [nearest] = locks
    .map((lock) => {
      const made = madeFor(lock);
      return { lock, made, stale: [...elsewhere(made, question), ...differences(made, question)] };
    })
    .sort((a, b) => distance(a.stale) - distance(b.stale));
  if (nearest === undefined) throw new Error('there is no lock to compare with');
  const { lock, made } = nearest;
  const [stale] = nearest.stale;
  if (stale === undefined) return lock;
  const platforms = made.get('platforms') ?? [];
  const again = [...new Set([...platforms, formatPlatform(question.platform)])].sort();
  throw new DiagnosticError([
    staleLock(
      `${lock.name} no longer matches grocker.yml: it was made ${stale.message}`,
      fieldSpan(lock, stale.key),
      { platforms: platforms.length > 0 ? again : [] },
    ),
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

type MadeFor = ReadonlyMap<string, readonly string[]>;

/** Where it is installed; locks of older versions do not tell. */
const PLACE = ['python', 'platforms'];

/** Another Python or platform than those that the lock was made for. */
function elsewhere(made: MadeFor, question: PythonLockQuestion): Difference[] {
  const other = (key: string, now: string, what: string): Difference[] => {
    const then = made.get(key);
    if (then === undefined || then.includes(now)) return [];
    return [{ key, count: 1, message: `for ${what}${then.join(', ')}, not for ${now}` }];
  };
  return [
    ...other('python', pythonMinor(question), 'Python '),
    ...other('platforms', formatPlatform(question.platform), ''),
  ];
}

/** `3.13`: a base image whose patch version is new goes on with its lock. */
function pythonMinor({ python }: PythonLockQuestion): string {
  return python.split('.').slice(0, 2).join('.');
}

function differences(made: MadeFor, question: PythonLockQuestion): Difference[] {
  const asked = requestFields(question);
  const keys = [...new Set([...asked.keys(), ...made.keys()])];
  return keys.flatMap((key): Difference[] => {
    if (PLACE.includes(key)) return [];
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

/** Nothing that a lock says in [tool.grocker] is trusted to be well-formed: a malformed value counts as different. */
function madeFor(lock: SourceText): MadeFor {
  const told = valueAt(parsedTail(lock.text), ['tool', 'grocker']);
  const table = tableEntries(told) ?? new Map<string, unknown>();
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
  const table = ['tool', 'grocker'];
  return tomlSpan(lock, [...table, key]) ?? tomlSpan(lock, table) ?? lock.span(0, 0);
}
