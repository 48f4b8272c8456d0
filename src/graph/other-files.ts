import { bind, copy, file, output, scratch, vertexName, type Output } from '../llb/llb.ts';
import type { Span } from '../diagnostics/span.ts';
import type { DownloadOrigin, ImageOrigin } from '../plan/plan.ts';
import { EPOCH } from './agreed.ts';
import type { GraphContext } from './graph-context.ts';
import { locatedAt, location } from './location.ts';
import { remoteFile } from './remote-file.ts';
import { step } from './step.ts';

/** Where files come from that are not of the context. */
export type OtherOrigin = ImageOrigin | DownloadOrigin;

/** A filesystem, and where in it the files are. */
export function otherFiles(
  context: GraphContext,
  origin: OtherOrigin,
  interpreter: Output,
  span: Span | undefined,
): { readonly files: Output; readonly path: string } {
  if (origin.from === 'image') {
    const path = origin.path === '.' ? '/' : `/${origin.path}`;
    return { files: locatedAt(context.image(origin.reference), span), path };
  }
  const { url, sha256, path: name, unpack } = origin;
  const downloaded = remoteFile(context, { from: 'url', url, sha256 }, name, interpreter, span);
  if (unpack === undefined) return { files: downloaded, path: `/${name}` };
  if (isZip(name)) return { files: unzipped(context, downloaded, name, interpreter), path: '/' };
  const archive = { from: downloaded, src: `/${name}`, dest: '/', createdTime: EPOCH };
  const unpacked = file(scratch, [copy({ ...archive, unpack: true })], {
    name: vertexName(context, 'runner', `unpack ${name}`),
    ...location(span),
  });
  return { files: unpacked, path: '/' };
}

/** The daemon unpacks only tar archives. */
function isZip(name: string): boolean {
  return /\.(?:zip|whl|jar)$/i.test(name);
}

const UNPACKED = '/unpacked';

function unzipped(
  context: GraphContext,
  downloaded: Output,
  name: string,
  interpreter: Output,
): Output {
  const archive = `/run/grocker/archive/${name}`;
  return step(context, {
    stage: 'runner',
    title: `unpack ${name}`,
    root: interpreter,
    readonlyRoot: true,
    script: 'unpack_zip.py',
    python: context.foundation.python.executable,
    args: [JSON.stringify({ archive, out: UNPACKED })],
    mounts: [
      bind({ target: archive, source: downloaded, selector: `/${name}` }),
      output({ target: UNPACKED }),
    ],
    access: 'none',
  }).mount(UNPACKED);
}
