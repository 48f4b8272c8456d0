import { posix } from 'node:path';
import { chosenExtras } from './chosen-extras.ts';
import { copiesOf, type Copy } from './copied-files.ts';
import { installedBy } from './installed-packages.ts';
import {
  argument,
  assignments,
  expanded,
  parseDockerfile,
  type Instruction,
  type Stage,
} from './parse-dockerfile.ts';

/** A value and the line of the Dockerfile that has it. */
export interface AtLine<Value> {
  readonly value: Value;
  readonly line: number;
}

/** A command of CMD or ENTRYPOINT. */
export type ContainerCommand =
  | { readonly kind: 'shell'; readonly text: string }
  | { readonly kind: 'exec'; readonly words: readonly string[] };

/** A package of Debian that a stage installs. */
export interface InstalledPackage {
  readonly name: string;
  readonly line: number;
  /** Whether it is in the image, and not only in a stage that something is copied from. */
  readonly isFinal: boolean;
}

/** How the image of a Dockerfile is made and started, as far as its instructions tell. */
export interface ContainerFile {
  readonly path: string;
  /** The first image that its last stage is made from. */
  readonly image: AtLine<string>;
  readonly workdir: string;
  readonly envs: Readonly<Record<string, AtLine<string>>>;
  readonly ports: readonly AtLine<number>[];
  readonly command?: AtLine<ContainerCommand>;
  readonly entrypoint?: AtLine<ContainerCommand>;
  /** The command of HEALTHCHECK. */
  readonly health?: AtLine<string>;
  readonly system: readonly InstalledPackage[];
  readonly python: readonly AtLine<string>[];
  readonly requirementsFiles: readonly AtLine<string>[];
  /** Extras of the project that it installs; `*` for all. */
  readonly extras: readonly AtLine<string>[];
  readonly groups: readonly AtLine<string>[];
  /** Commands that build a front end with Node's tools. */
  readonly frontEnds: readonly AtLine<string>[];
  readonly copies: readonly Copy[];
  /** Whether anything in it is about Python. */
  readonly isPython: boolean;
}

interface State {
  workdir: string;
  envs: Record<string, AtLine<string>>;
  ports: AtLine<number>[];
  command?: AtLine<ContainerCommand>;
  entrypoint?: AtLine<ContainerCommand>;
  health?: AtLine<string>;
  copies: Copy[];
}

/** Reads a Dockerfile; undefined if it has no stage. */
export function readContainerFile(path: string, text: string): ContainerFile | undefined {
  const { globals, stages } = parseDockerfile(text);
  const last = stages.at(-1);
  if (last === undefined) return undefined;
  const own = lineage(stages, last);
  const state = folded(stages, last, globals);
  const installed = stages.flatMap((stage) =>
    runsOf(stage).flatMap((run) => {
      const { system, python, files } = installedBy(run.text);
      // A stage for developers and tests has more than the image.
      const { extras, groups } = OTHER_STAGE.test(stage.name ?? '')
        ? { extras: [], groups: [] }
        : chosenExtras(run.text);
      const built = /\b(?:npm|yarn|pnpm|bun)\s+(?:run\s+|run-script\s+)?[\w:-]*build[\w:-]*/.exec(
        run.text,
      );
      const at = <Value>(values: readonly Value[]) =>
        values.map((value) => ({ value, line: run.line }));
      const isFinal = own.includes(stage);
      return [
        {
          ...{ isFinal, system: at(system), python: at(python), files: at(files) },
          ...{ extras: at(extras === 'all' ? ['*'] : extras), groups: at(groups) },
          frontEnds: at(built ?? []),
        },
      ];
    }),
  );
  const [first = last] = own;
  const image = { value: first.from, line: first.line };
  return {
    path,
    image,
    ...state,
    system: installed.flatMap(({ isFinal, system }) =>
      system.map(({ value: name, line }) => ({ name, line, isFinal })),
    ),
    python: installed.flatMap(({ python }) => python),
    requirementsFiles: installed.flatMap(({ files }) => files),
    extras: installed.flatMap(({ extras }) => extras),
    groups: installed.flatMap(({ groups }) => groups),
    frontEnds: installed.flatMap(({ frontEnds }) => frontEnds),
    isPython:
      /python|\/uv[:@]|pypy|conda|uvicorn/.test(image.value) ||
      own.some((stage) => runsOf(stage).some(({ text: run }) => isPythons(run))),
  };
}

const OTHER_STAGE = /dev|test|lint|debug|docs|\bci\b/i;

function isPythons(run: string): boolean {
  return /\b(?:pip[\d.]*\s+install|python[\d.]*\s|poetry\s+install|uv\s+(?:sync|pip)|pipenv\s|pdm\s)/.test(
    run,
  );
}

/** A stage and those that it is made from, the first one first. */
function lineage(stages: readonly Stage[], stage: Stage): readonly Stage[] {
  const before = stages.slice(0, stages.indexOf(stage));
  const from = before.findLast(({ name }) => name === stage.from.toLowerCase());
  return from === undefined ? [stage] : [...lineage(stages, from), stage];
}

function runsOf({ instructions }: Stage): readonly Instruction[] {
  return instructions.filter(({ name }) => name === 'RUN');
}

/** A stage that copies all of another twice has twice as many. */
const MOST_COPIES = 500;

/** The result of the instructions of a stage, and of those that it is made from. */
function folded(
  stages: readonly Stage[],
  stage: Stage,
  globals: Readonly<Record<string, string>>,
  copied = new Map<Stage, readonly Copy[]>(),
): State {
  const state: State = { workdir: '/', envs: {}, ports: [], copies: [] };
  const copiesFrom = (name: string): readonly Copy[] => {
    const at = /^\d+$/.test(name) ? Number(name) : stages.findIndex((each) => each.name === name);
    const other = at < stages.indexOf(stage) ? stages[at] : undefined;
    if (other === undefined) return [];
    // Once, or a chain of stages that each copy twice takes twice the time with each of them.
    const copies = copied.get(other) ?? folded(stages, other, globals, copied).copies;
    copied.set(other, copies);
    return copies;
  };
  for (const { instructions } of lineage(stages, stage)) {
    apply(instructions, globals, state, copiesFrom);
  }
  return state;
}

function apply(
  instructions: readonly Instruction[],
  globals: Readonly<Record<string, string>>,
  state: State,
  copiesFrom: (stage: string) => readonly Copy[],
): void {
  // ENV goes before ARG.
  const known: Record<string, string> = {};
  for (const [name, { value }] of Object.entries(state.envs)) known[name] = value;
  for (const { name, text, line } of instructions) {
    if (name === 'ARG') {
      const [bare = ''] = text.split(/[\s=]/);
      const inherited = Object.hasOwn(globals, bare) ? { [bare]: globals[bare] ?? '' } : {};
      for (const [key, value] of Object.entries({ ...inherited, ...argument(text, known) })) {
        if (!Object.hasOwn(state.envs, key)) known[key] = value;
      }
    } else if (name === 'ENV') {
      for (const [key, value] of Object.entries(assignments(text, known))) {
        state.envs[key] = { value, line };
        known[key] = value;
      }
    } else if (name === 'WORKDIR') {
      state.workdir = posix.resolve(state.workdir, expanded(text.replaceAll(/["']/g, ''), known));
    } else if (name === 'EXPOSE') {
      for (const port of expanded(text, known).split(/\s+/)) {
        const [, number] = /^(\d+)(?:\/tcp)?$/i.exec(port) ?? [];
        if (number !== undefined) state.ports.push({ value: Number(number), line });
      }
    } else if (name === 'CMD') state.command = { value: commandOf(text), line };
    else if (name === 'ENTRYPOINT') {
      state.entrypoint = { value: commandOf(text), line };
      // An ENTRYPOINT takes back the CMD of what it is made from.
      delete state.command;
    } else if (name === 'HEALTHCHECK') state.health = { value: text, line };
    else if (name === 'COPY' || name === 'ADD') {
      const copies = copiesOf(expanded(text, known), state.workdir, copiesFrom);
      for (const each of copies.slice(0, MOST_COPIES - state.copies.length))
        state.copies.push(each);
    }
  }
}

function commandOf(text: string): ContainerCommand {
  try {
    const words: unknown = JSON.parse(text);
    if (Array.isArray(words) && words.every((each) => typeof each === 'string')) {
      return { kind: 'exec', words };
    }
  } catch {
    // It is a line for a shell.
  }
  return { kind: 'shell', text: text.trim() };
}
