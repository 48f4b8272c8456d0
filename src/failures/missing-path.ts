import type { Plan } from '../plan/plan.ts';
import type { Spec } from '../spec/spec.ts';
import type { Explanation } from './explained-failure.ts';
import type { FailedWork, WrittenPath } from './failed-work.ts';
import type { Failure } from './failure.ts';

/**
 * A path that grocker.yml or a lock names is not in the context. The daemon does not tell a missing path from a link
 * that leads out of the context: both have nothing behind them.
 */
export function missingPath(
  failure: Failure,
  { packages, spec, paths }: Pick<FailedWork, 'packages' | 'spec' | 'paths'>,
): Explanation | undefined {
  const missing = unhashedPath(failure.message);
  const place =
    missing === undefined ? undefined : placeOf(missing, packages, spec, paths?.() ?? []);
  if (missing === undefined || place?.span === undefined) return undefined;
  const { span, value, of = 'the context' } = place;
  const path = isBelow(value, missing) ? value : missing;
  return {
    diagnostic: {
      code: 'file-not-found',
      severity: 'error',
      message: `${of} has no ${path}, or it is a link that leads out of it`,
      span,
      help: 'Write its path relative to the context, copy the target of a link into the context, and make sure that .dockerignore does not exclude it.',
    },
  };
}

/**
 * The path that could not be hashed (BuildKit's solver/llbsolver, cache/contenthash), as Go quotes it: no detail of the
 * failure has it. Docker 26 names the first directory of the path that is not there, where it has mounted the context.
 */
function unhashedPath(message: string): string | undefined {
  const [, quoted] = /checksum of ref [^ ]+: ("\/(?:[^"\\]|\\.)*"):? not found/.exec(message) ?? [];
  if (quoted === undefined) {
    const walked = /checksum of ref [^ ]+: failed to walk .*?\/buildkit-mount\d+\/(.+): lstat /;
    return walked.exec(message)?.[1];
  }
  try {
    return String(JSON.parse(quoted)).replace(/^\/+/, '');
  } catch {
    return undefined;
  }
}

/** Where a path is named. */
interface NamedPath extends WrittenPath {
  /** Where it should be; absent: in the context. */
  readonly of?: string;
}

/** Where the path, a directory above it or a file below it is named. */
function placeOf(
  path: string,
  packages: Plan['packages'],
  spec: Spec,
  locked: readonly WrittenPath[],
): NamedPath | undefined {
  const { release, source, project } = spec;
  const named: readonly NamedPath[] = [
    ...locked,
    ...spec.files,
    ...(spec.image.certificates ?? []),
    ...spec.assets.map(({ from, path, span }) => ({ value: path, span, of: from.value })),
    ...spec.index.findLinks,
    ...(source ? [{ value: source.path, span: source.span }] : []),
    ...(project ? [project] : []),
    ...(release?.kind === 'wheel' ? [{ value: release.path, span: release.span }] : []),
    ...packages.flatMap(({ origin, span }) =>
      origin.from === 'context' ? [{ value: origin.path, ...(span && { span }) }] : [],
    ),
  ];
  return named.find(
    ({ value, span }) =>
      span !== undefined && (path === value || isBelow(path, value) || isBelow(value, path)),
  );
}

function isBelow(path: string, directory: string): boolean {
  return path.startsWith(`${directory}/`);
}
