import type { Span } from '../diagnostics/span.ts';
import { bind, git, output, vertexName, type Mount, type Output } from '../llb/llb.ts';
import { baseName } from '../paths/base-name.ts';
import type { ContextOrigin, PlannedCompile } from '../plan/plan.ts';
import { isSourceArchive } from '../plan/promised-wheel.ts';
import type { GraphContext } from './graph-context.ts';
import { location } from './location.ts';
import { remoteFile } from './remote-file.ts';
import { step, UV } from './step.ts';

const SOURCE = '/run/grocker/source';
const VERIFIED = '/verified';

/** A source to compile, with its settings. */
export type CompileSource = Omit<PlannedCompile, 'role'>;

/** A source where a step finds it. */
export interface MountedSource {
  readonly request: CompileRequest;
  readonly mount: Mount;
  /** The check that a file of the context has one of the hashes in its lock, if there are any. */
  readonly verified?: Output | undefined;
}

export interface CompileRequest {
  readonly uv: string;
  readonly python: string;
  readonly name: string;
  readonly source: string;
  readonly subdirectory: string;
  readonly repository?: true;
  readonly envs: Readonly<Record<string, string>>;
  readonly configSettings: readonly (readonly [key: string, value: string])[];
  readonly network: boolean;
}

/** The request for steps that build a package or query its back end, and the path of its source. */
export function compileSource(
  context: GraphContext,
  planned: CompileSource,
  interpreter: Output,
): MountedSource {
  const { source, mount, verified } = sourceMount(context, planned, interpreter);
  const request: CompileRequest = {
    uv: UV,
    python: context.foundation.python.executable,
    name: planned.name,
    source,
    subdirectory: subdirectory(planned),
    ...(planned.origin.from === 'context' && planned.origin.repository && { repository: true }),
    envs: Object.fromEntries(planned.envs.map(({ name, value }) => [name, value])),
    configSettings: planned.configSettings.flatMap(({ key, values }) =>
      values.map((value) => [key, value] as const),
    ),
    network: planned.network === true,
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
  { name, origin, span }: CompileSource,
  interpreter: Output,
): { source: string; mount: Mount; verified?: Output | undefined } {
  switch (origin.from) {
    case 'url': {
      const source = `${SOURCE}/${origin.file}`;
      const archive = remoteFile(context, origin, origin.file, interpreter, span);
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
        ...location(span),
      });
      return { source: SOURCE, mount: bind({ target: SOURCE, source: tree }) };
    }
    case 'context': {
      if (origin.repository) {
        const source = context.contextFiles({ ...origin, path: '.' });
        return { source: SOURCE, mount: bind({ target: SOURCE, source }) };
      }
      const selector = origin.path === '.' ? undefined : `/${origin.path}`;
      const file = isSourceArchive(origin.path) ? baseName(origin.path) : '';
      const target = file === '' ? SOURCE : `${SOURCE}/${file}`;
      const verified = verifiedFile(context, origin, interpreter, span);
      if (verified) {
        const mount = bind({ target, source: verified, selector: `/${baseName(origin.path)}` });
        return { source: target, mount, verified };
      }
      const source = context.contextFiles(origin);
      return { source: target, mount: bind({ target, source, ...(selector && { selector }) }) };
    }
  }
}

/**
 * A step that copies a file of the context if it has one of the hashes in its lock; undefined if the lock has no hash.
 */
export function verifiedFile(
  context: GraphContext,
  { hashes, ...origin }: ContextOrigin,
  interpreter: Output,
  span: Span | undefined,
): Output | undefined {
  if (hashes === undefined) return undefined;
  const file = baseName(origin.path);
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
    access: 'none',
    span,
  }).mount(VERIFIED);
}
