import {
  bind,
  copy,
  file,
  git,
  output,
  scratch,
  vertexName,
  type Mount,
  type Output,
} from '../llb/llb.ts';
import type { ContextOrigin, PlannedCompile, PlannedPackage, PlannedWheel } from '../plan/plan.ts';
import { EPOCH, type GraphContext, type StepContext } from './graph-context.ts';
import { remoteFile } from './remote-file.ts';
import type { Stages } from './stages.ts';
import { step, UV, uvCacheMount, uvMount } from './step.ts';

/** A wheel in the graph: the filesystem that holds it, and its name there where it is known. */
export interface WheelOutput {
  readonly name: string;
  readonly source: Output;
  /** Absent: the only file of the filesystem. */
  readonly file?: string;
  /** What holds a file of the context to the hashes of its lock, where it has some. */
  readonly verified?: Output;
}

const COMPILED = '/wheel';
const SOURCE = '/run/grocker/source';
const VERIFIED = '/verified';

/**
 * The wheels of packages, by name.
 *
 * @param made where each of them is found again, and all that they are built with.
 */
export function wheels(
  context: GraphContext,
  packages: readonly PlannedPackage[],
  on: Pick<Stages, 'interpreter' | 'compiler'>,
  made: Map<PlannedPackage, WheelOutput>,
): ReadonlyMap<string, WheelOutput> {
  return new Map(
    packages.map((planned) => {
      const wheel =
        made.get(planned) ??
        (planned.kind === 'wheel'
          ? readyWheel(context, planned, on.interpreter)
          : compiledWheel(context, planned, on, made));
      made.set(planned, wheel);
      return [planned.name, wheel];
    }),
  );
}

function readyWheel(
  context: GraphContext,
  { name, file, origin }: PlannedWheel,
  interpreter: Output,
): WheelOutput {
  if (origin.from === 'context') {
    const verified = verifiedFile(context, origin, interpreter);
    if (verified) return { name, source: verified, file: fileName(origin.path), verified };
    return { name, source: context.contextFiles(origin), file: origin.path };
  }
  return { name, source: remoteFile(context, origin, file, interpreter), file };
}

/** One vertex for each wheel that has to be made, keyed by source, compiler stage and step alone. */
function compiledWheel(
  context: GraphContext,
  planned: PlannedCompile,
  on: Pick<Stages, 'interpreter' | 'compiler'>,
  made: Map<PlannedPackage, WheelOutput>,
): WheelOutput {
  const source = compileSource(context, planned, on.interpreter);
  const requirements =
    planned.requirements &&
    [...wheels(context, planned.requirements, on, made).values()].map((wheel) =>
      wheelMount(wheel, '/run/grocker/requirements'),
    );
  const request = {
    ...source.request,
    out: COMPILED,
    epoch: EPOCH,
    requirements: requirements?.map(({ path }) => path) ?? null,
  };
  const version =
    planned.role === 'dependency' && planned.version !== null ? ` ${planned.version}` : '';
  const compiled = step(context, {
    stage: 'wheels',
    title: `compile ${planned.name}${version}`,
    root: on[planned.stage],
    script: 'compile.py',
    python: context.foundation.python.executable,
    args: [JSON.stringify(request)],
    mounts: [
      uvMount(context),
      ...(requirements ? requirements.map(({ mount }) => mount) : [uvCacheMount(context)]),
      source.mount,
      output({ target: COMPILED }),
    ],
    network: requirements === undefined,
  });
  return {
    name: planned.name,
    source: compiled.mount(COMPILED),
    ...(source.verified && { verified: source.verified }),
  };
}

/** What is compiled, and how, whatever it is for. */
export type CompileSource = Omit<PlannedCompile, 'role' | 'span'>;

/** What the steps are told that build a package or ask it how it is built, and where its source is. */
export function compileSource(
  context: GraphContext,
  planned: CompileSource,
  interpreter: Output,
): { readonly request: object; readonly mount: Mount; readonly verified?: Output | undefined } {
  const { source, mount, verified } = sourceMount(context, planned, interpreter);
  const request = {
    uv: UV,
    python: context.foundation.python.executable,
    name: planned.name,
    source,
    subdirectory: subdirectory(planned),
    ...(planned.origin.from === 'context' && planned.origin.repository && { repository: true }),
    index: context.foundation.index,
    envs: Object.fromEntries(planned.envs.map(({ name, value }) => [name, value])),
    configSettings: planned.configSettings.flatMap(({ key, values }) =>
      values.map((value) => [key, value]),
    ),
  };
  return { request, mount, verified };
}

/** Where the project is in what is mounted. */
function subdirectory({ origin }: CompileSource): string {
  if (origin.from === 'context' && origin.repository) return origin.path === '.' ? '' : origin.path;
  return origin.subdirectory ?? '';
}

function sourceMount(
  context: GraphContext,
  { name, origin }: CompileSource,
  interpreter: Output,
): { source: string; mount: Mount; verified?: Output | undefined } {
  switch (origin.from) {
    case 'url': {
      const source = `${SOURCE}/${origin.file}`;
      const archive = remoteFile(context, origin, origin.file, interpreter);
      return {
        source,
        mount: bind({ target: source, source: archive, selector: `/${origin.file}` }),
      };
    }
    case 'git': {
      const tree = git(origin.url, {
        ref: origin.commit,
        keepGitDir: true,
        name: vertexName(context, 'wheels', `${name} from ${origin.url}`),
      });
      return { source: SOURCE, mount: bind({ target: SOURCE, source: tree }) };
    }
    case 'context': {
      if (origin.repository) {
        const source = context.contextFiles({ ...origin, path: '.' });
        return { source: SOURCE, mount: bind({ target: SOURCE, source }) };
      }
      const selector = origin.path === '.' ? undefined : `/${origin.path}`;
      const file = /\.(tar\.[a-z0-9]+|tgz|zip)$/.exec(origin.path) ? fileName(origin.path) : '';
      const target = file === '' ? SOURCE : `${SOURCE}/${file}`;
      const verified = verifiedFile(context, origin, interpreter);
      if (verified) {
        const mount = bind({ target, source: verified, selector: `/${fileName(origin.path)}` });
        return { source: target, mount, verified };
      }
      const source = context.contextFiles(origin);
      return { source: target, mount: bind({ target, source, ...(selector && { selector }) }) };
    }
  }
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A file of the context under its name, if it has one of the hashes that its lock has of it; undefined where that has none. */
function verifiedFile(
  context: GraphContext,
  { hashes, ...origin }: ContextOrigin,
  interpreter: Output,
): Output | undefined {
  if (hashes === undefined) return undefined;
  const file = fileName(origin.path);
  const source = `${SOURCE}/${file}`;
  return step(context, {
    stage: 'wheels',
    title: `verify ${file}`,
    root: interpreter,
    readonlyRoot: true,
    script: 'verify.py',
    python: context.foundation.python.executable,
    args: [JSON.stringify({ source, file, hashes, out: VERIFIED })],
    mounts: [
      bind({
        target: source,
        source: context.contextFiles(origin),
        selector: `/${origin.path}`,
      }),
      output({ target: VERIFIED }),
    ],
    network: false,
  }).mount(VERIFIED);
}

/** A wheel where a step finds it in a directory: a file, or a directory with nothing but the file. */
export function wheelMount(
  { name, source, file }: WheelOutput,
  directory: string,
): { readonly path: string; readonly mount: Mount } {
  const path = `${directory}/${file === undefined ? name : fileName(file)}`;
  return {
    path,
    mount: bind({ target: path, source, ...(file !== undefined && { selector: `/${file}` }) }),
  };
}

/** All wheels side by side, for --output type=local. */
export function wheelhouse(context: StepContext, all: readonly WheelOutput[]): Output {
  if (all.length === 0) return scratch;
  return file(
    scratch,
    all.map(({ source, file: name }) =>
      name === undefined
        ? copy({ from: source, src: '/', dest: '/', contentsOnly: true })
        : copy({ from: source, src: `/${name}`, dest: '/' }),
    ),
    { name: vertexName(context, 'wheels', `wheelhouse of ${all.length}`) },
  );
}
