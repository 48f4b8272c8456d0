import { exitStatuses } from '../graph/agreed.ts';
import { baseName } from '../paths/base-name.ts';
import type { Spec } from '../spec/spec.ts';
import type { Explanation } from './explained-failure.ts';
import { isScript, request, type Failure } from './failure.ts';

/** A download with `unpack` is not an archive, or is one that would unpack to too much. */
export function unpackFailure(
  failure: Failure,
  { downloads }: Pick<Spec, 'downloads'>,
): Explanation | undefined {
  if (!isScript(failure, 'unpack_zip.py')) return undefined;
  const { archive } = request(failure);
  const name = typeof archive === 'string' ? baseName(archive) : undefined;
  const download = downloads.find(({ file, unpack }) => unpack === true && file === name);
  if (download === undefined) return undefined;
  const reason =
    failure.exitCode === exitStatuses.OUTSIDE
      ? 'a name in it leads out of the archive'
      : 'it is not a zip archive, or it is damaged';
  return {
    diagnostic: {
      code: 'file-source',
      severity: 'error',
      message: `${download.file} cannot be unpacked: ${reason}`,
      span: download.span,
      help: 'Check the file on the server, or leave out `unpack` to keep it as it is.',
    },
  };
}
