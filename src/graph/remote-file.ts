import type { Span } from '../diagnostics/span.ts';
import { http, output, vertexName, type Output } from '../llb/llb.ts';
import type { RemoteOrigin } from '../plan/plan.ts';
import type { GraphContext, StepContext } from './graph-context.ts';
import { location } from './location.ts';
import { step } from './step.ts';

/**
 * A file of the index, pinned by its checksum, under its name: a source that the daemon fetches and
 * keeps without a request, or a step where only the secrets of the client open the index.
 */
export function remoteFile(
  context: GraphContext,
  { url, sha256 }: RemoteOrigin,
  file: string,
  interpreter: Output,
  span: Span | undefined,
): Output {
  if (context.settings.fetch === 'daemon') return daemonFile(context, { url, sha256, span }, file);
  return step(context, {
    stage: 'wheels',
    title: `fetch ${file}`,
    root: interpreter,
    readonlyRoot: true,
    script: 'fetch.py',
    python: context.foundation.python.executable,
    args: [JSON.stringify({ url, file, sha256, out: '/fetched' })],
    mounts: [output({ target: '/fetched' })],
    access: 'index',
    span,
  }).mount('/fetched');
}

/** A source of the daemon, and its place in a file. */
interface PinnedFile extends Pick<RemoteOrigin, 'url' | 'sha256'> {
  readonly span?: Span | undefined;
}

/**
 * The first of the two.
 *
 * @param group the name that all files of a kind have in the progress.
 */
export function daemonFile(
  context: StepContext,
  { url, sha256, span }: PinnedFile,
  file: string,
  group = vertexName(context, 'wheels', 'fetch'),
): Output {
  return http(url, {
    checksum: `sha256:${sha256}`,
    filename: file,
    name: file,
    ignoreCache: context.settings.refresh === true,
    progressGroup: { id: group, name: group },
    ...location(span),
  });
}
