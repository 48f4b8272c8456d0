import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DiagnosticError } from '../../src/diagnostics/diagnostic.ts';
import { SourceText } from '../../src/diagnostics/source-text.ts';
import { lockFormat } from '../../src/lock/lock-format.ts';
import { readLock } from '../../src/lock/read-lock.ts';
import { selectDistributions } from '../../src/lock/select-distributions.ts';
import { caseFile, caseRequest, environments, lockCases } from '../support/lock-case.ts';
import type { CaseSelection, LockCase } from '../support/lock-case.ts';

/** Damaged locks tried of all cases together; GROCKER_FUZZ_CASES asks for more, or for other ones. */
const count = Number(process.env['GROCKER_FUZZ_CASES'] ?? 10_000);
const seed = Number(process.env['GROCKER_FUZZ_SEED'] ?? 1);

/** Pseudo-random numbers from 0 up to 1, the same for one seed (mulberry32). */
function randomNumbers(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const fragments = [
  '"',
  "'",
  '"""',
  '\\',
  '{',
  '}',
  '[',
  ']',
  '[[package]]',
  '\n',
  '\r\n',
  '\0',
  '\uFEFF',
  '\uD800',
  '=',
  ',',
  ';',
  '#',
  '-r ',
  '-e ',
  '--hash=',
  '1e999',
  '-1',
  '1.5',
  'true',
  'null',
  '[]',
  '{}',
  '1979-05-27',
  '__proto__',
  'constructor',
  'extra == "x"',
  '((',
  '../../..',
  '%zz',
  '99999999999999999999',
  '@',
  '==',
  '>=',
  '*',
  '^',
  '~',
  '||',
  ' and ',
  '\u0130',
  'name = 7\n',
];

function damaged(text: string, random: () => number): string {
  let result = text;
  const place = () => Math.floor(random() * (result.length + 1));
  for (let left = 1 + Math.floor(random() ** 2 * 3); left > 0; left--) {
    const at = place();
    const length = Math.floor(random() ** 3 * 200);
    const from = place();
    const fragment = fragments[Math.floor(random() * fragments.length)] ?? '';
    const kind = Math.floor(random() * 12);
    if (kind === 0) result = result.slice(0, at) + result.slice(at + length);
    else if (kind === 1) result = result.slice(0, at) + fragment + result.slice(at);
    else if (kind === 2)
      result = result.slice(0, at) + fragment + result.slice(at + fragment.length);
    else if (kind === 3) {
      result = result.slice(0, at) + result.slice(from, from + length) + result.slice(at);
    } else if (kind === 4) result = result.slice(0, at);
    else if (kind < 8) result = withoutLines(result, at);
    else result = swapped(result, at, fragment);
  }
  return result;
}

/** Without the line at a place and perhaps some after it. */
function withoutLines(text: string, at: number): string {
  const start = text.lastIndexOf('\n', at) + 1;
  const end = text.indexOf('\n', at + (at % 90));
  return end === -1 ? text : text.slice(0, start) + text.slice(end + 1);
}

/** The value after the next `=` or `:` exchanged: the right syntax, the wrong type. */
function swapped(text: string, at: number, fragment: string): string {
  const match = /(?<=[=:] ?)(?:"[^"\n]*"|[\w.-]+|\[\]|\{\})/.exec(text.slice(at, at + 400));
  if (match === null) return text;
  const start = at + match.index;
  return text.slice(0, start) + fragment + text.slice(start + match[0].length);
}

/** A lock with at most two files in each list: the rest of them are alike. */
function shortened(text: string): string {
  return text.replace(
    /((?:wheels|files|"hashes"|"[\w.-]+ [\w.]+") ?[=:] \[\n(?:.*\n){2})(?:[ ]+(?:\{.*\}|"sha256:.*"),?\n)+/g,
    '$1',
  );
}

interface Subject {
  readonly of: LockCase;
  readonly selection: CaseSelection;
  readonly text: string;
}

function subjects(): readonly Subject[] {
  return lockCases(join(import.meta.dirname, '../locks')).flatMap((of) => {
    const selection = of.selections.at(-1);
    const source = selection && caseFile(of, selection.lock);
    if (selection === undefined || source === undefined) return [];
    const text = shortened(source.text);
    return [{ of, selection, text }];
  });
}

describe('damaged locks', () => {
  const all = subjects();
  const each = Math.ceil(count / all.length);
  const [target] = Object.values(environments);
  if (target === undefined) throw new Error('there is no environment');

  it.each(all.map((subject) => [subject.of.name, subject] as const))(
    '%s is read or refused with a place',
    (_, { of, selection, text }) => {
      const random = randomNumbers(seed);
      const beside =
        selection.lock.endsWith('.json') || of.name === 'pipenv' ? 'Pipfile' : 'pyproject.toml';
      const pyproject = caseFile(of, beside);
      for (let at = 0; at < each; at++) {
        const damage = damaged(text, random);
        const source = new SourceText(selection.lock, damage);
        const declared =
          pyproject && at % 4 === 0
            ? new SourceText(pyproject.name, damaged(pyproject.text, random))
            : pyproject;
        const told = outcome(of, selection, source, declared);
        for (const { span, message } of told) {
          expect(message, damage).not.toBe('');
          if (span === undefined) continue;
          expect(span.start.line, damage).toBeGreaterThan(0);
        }
      }
    },
    120_000,
  );

  function outcome(
    of: LockCase,
    selection: CaseSelection,
    source: SourceText,
    pyproject: SourceText | undefined,
  ) {
    try {
      const format = lockFormat(source.name, source.text);
      if (typeof format !== 'string') return [format];
      const lock = readLock({
        format,
        source,
        pyproject,
        readFile: (name) => caseFile(of, name),
      });
      // A lock that is read is plain JSON.
      const copy = JSON.parse(JSON.stringify(lock)) as typeof lock;
      return selectDistributions(copy, caseRequest(selection, target ?? never())).diagnostics;
    } catch (error) {
      if (error instanceof DiagnosticError) return error.diagnostics;
      throw new Error(`${of.name}: ${String(error)}\n${source.text.slice(0, 2000)}`, {
        cause: error,
      });
    }
  }
});

function never(): never {
  throw new Error('there is no environment');
}
