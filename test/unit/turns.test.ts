import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { testPython } from '../support/test-python.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const python = testPython();

/** Each process writes + when it begins and - when it ends. */
const WORK = `
import os, sys, time, turns
directory, log, processors, processes, turns.LONGEST = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])
os.sched_getaffinity = lambda process: set(range(processors))
workers = []
for index in range(processes):
    worker = os.fork()
    if worker == 0:
        turns.wait_for_turn(directory, index * 10**6)
        file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(file, b"+")
        time.sleep(0.05)
        os.write(file, b"-")
        os._exit(0)
    workers.append(worker)
sys.exit(any(os.waitpid(worker, 0)[1] for worker in workers))
`;

const PLUS = '+'.charCodeAt(0);

let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'grocker-test-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** How many of some processes worked at once, at most, and how many ended. */
function atOnce(processors: number, processes: number, longest: number) {
  const log = join(directory, 'log');
  const numbers = [processors, processes, longest].map(String);
  execFileSync(python, ['-c', WORK, directory, log, ...numbers], {
    env: { PYTHONPATH: `${root}steps`, PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let working = 0;
  const counts = Array.from(readFileSync(log), (byte) => (working += byte === PLUS ? 1 : -1));
  return { most: Math.max(...counts), ended: counts.length / 2 };
}

test('no more processes work at once than there are processors', () => {
  const { most, ended } = atOnce(2, 7, 600);
  expect(most).toBeLessThanOrEqual(2);
  expect(ended).toBe(7);
});

test('who has waited for long works in any case', () => {
  expect(atOnce(1, 4, 0).ended).toBe(4);
});
