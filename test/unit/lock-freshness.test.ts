import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { selectFrom } from '../support/select-from.ts';

/** The output of scripts/lock-freshness. */
interface Case {
  readonly seed: number;
  readonly at: number;
  readonly tool: 'uv' | 'poetry';
  readonly change: string;
  readonly files: Readonly<Record<string, string>>;
  readonly fresh: boolean;
  readonly asked?: { readonly extra: readonly string[]; readonly group: readonly string[] };
  readonly rows?: readonly string[];
}

/** What scripts/lock-freshness printed. */
const recorded = new URL('../locks/freshness.jsonl.gz', import.meta.url);

const script = fileURLToPath(new URL('../../scripts/lock-freshness', import.meta.url));
/** `GROCKER_FRESHNESS="--seed 7 --count 500 --poetry 20"` asks the tools themselves, of other projects and more. */
const options = process.env['GROCKER_FRESHNESS'];

it(
  'a lock is stale where the tool that made it says so, and selects what it installs',
  { timeout: 3_600_000 },
  () => {
    const printed =
      options === undefined
        ? gunzipSync(readFileSync(recorded)).toString()
        : execFileSync(script, options.split(' '), { encoding: 'utf8', maxBuffer: 1 << 30 });
    const cases = printed
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Case);
    const [fresh, stale] = [cases.filter((one) => one.fresh), cases.filter((one) => !one.fresh)];
    expect(Math.min(fresh.length, stale.length)).toBeGreaterThan(cases.length / 10);
    const wrong = cases.flatMap((one) => {
      const found = answer(one);
      const expected = { fresh: one.fresh, ...(one.rows && { rows: one.rows }) };
      return JSON.stringify(found.compared) === JSON.stringify(expected)
        ? []
        : [{ ...found, expected, ...one }];
    });
    expect(wrong).toEqual([]);
  },
);

function answer({ tool, files, asked, rows }: Case) {
  const { rows: all, said } = selectFrom(files, `${tool}.lock`, {
    version: '3.12.1',
    ...(asked && { extras: asked.extra, groups: asked.group }),
  });
  const members = new Set([
    'one ?',
    'top ?',
    ...['one', 'top'].flatMap((name) => ownVersions(name)),
  ]);
  const installed = all.filter((row) => !members.has(row));
  const fresh = !said.some((one) => one.startsWith('error lock-stale'));
  return { said, compared: { fresh, ...(rows && { rows: installed }) } };
}

/** The versions that projects are made with. */
function ownVersions(name: string): readonly string[] {
  return ['1.0', '0.1.dev1', '2', '1', '1.0.0', '3'].map((version) => `${name} ${version}`);
}
