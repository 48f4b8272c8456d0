import { http, output, vertexName, type Output } from '../llb/llb.ts';
import type { RemoteOrigin } from '../plan/plan.ts';
import type { GraphContext, StepContext } from './graph-context.ts';
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
): Output {
  if (context.settings.fetch === 'daemon') return daemonFile(context, { url, sha256 }, file);
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
  }).mount('/fetched');
}

/**
 * The first of the two.
 *
 * @param group the name that all files of a kind have in the progress.
 */
export function daemonFile(
  context: StepContext,
  { url, sha256 }: Pick<RemoteOrigin, 'url' | 'sha256'>,
  file: string,
  group = vertexName(context, 'wheels', 'fetch'),
): Output {
  return http(url, {
    checksum: `sha256:${sha256}`,
    filename: file,
    name: file,
    ignoreCache: context.settings.refresh === true,
    progressGroup: { id: group, name: group },
  });
}
