import type { BuildCause, BuildRow, Built } from './build-cause.ts';
import { builderRows } from './builder-rows.ts';
import { projectRows } from './project-rows.ts';
import { pythonRows } from './python-rows.ts';
import { systemRows } from './system-rows.ts';

/** Messages of compilers and back ends, with remedies; the first matching row is used, so special ones come first. */
export const buildRows: readonly BuildRow[] = [
  ...pythonRows,
  ...builderRows,
  ...systemRows,
  ...projectRows,
];

/** Why a wheel could not be made, by what its build printed; undefined if no row knows. */
export function explainLog(log: string, built: Built): BuildCause | undefined {
  for (const { pattern, explain } of buildRows) {
    const match = pattern.exec(log);
    const cause = match && explain(match, built);
    if (cause) return cause;
  }
  return undefined;
}

/** Lines without the cause: uv's frame around the back end's words, and the places of a traceback. */
const FRAME =
  /^\s*(?:error: Failed to build|cause: (?:The build backend|Call to)|hint: Build failures|grocker: no wheel|A full log can be found|Traceback \(most|File ")|^[\s~^.]*$/;

const DECISIVE =
  /\b(?:error|ERROR|Error|fatal|FAILED|failed|cannot|undefined reference|Exception)\b|^\w+(?:\.\w+)*(?:Error|Exception):/;

/** At most this many lines of a log are quoted if no row explains it. */
const SHOWN = 3;

/** The most informative lines of a failed build, in one line. */
export function decisiveLines(log: string): string {
  const lines = log
    // CMake says where an error is in one line, and what it is in the next.
    .replaceAll(/(CMake Error at [^\n]*:)[^\S\n]*\n\s*(?=\S)/g, '$1 ')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !FRAME.test(line));
  const decisive = lines.filter((line) => DECISIVE.test(line));
  const shown = decisive.length > 0 ? decisive : lines;
  // The first error is the cause of the others; the last says what came of it.
  const first = shown.slice(0, 1);
  const last = shown.slice(1).slice(-(SHOWN - 1));
  return [...first, ...last].map((line) => shortened(line)).join(' | ');
}

const LONGEST = 200;

function shortened(line: string): string {
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
