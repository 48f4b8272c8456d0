import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { ExplainedFailure } from '../failures/explained-failure.ts';
import type { Platform } from '../plan/plan.ts';
import { platformDiagnostics } from './platform-diagnostics.ts';

/**
 * Runs the work of several platforms side by side. If the user's files have mistakes, the error has those of all platforms:
 * it waits until the others are planned, which takes seconds. A failure of the daemon is reported at once.
 *
 * @param run calls `planned` when the files have been read and everything is resolved.
 */
export async function onPlatforms<T>(
  platforms: readonly Platform[],
  run: (platform: Platform, planned: () => void) => Promise<T>,
): Promise<readonly T[]> {
  const failures = new Map<Platform, unknown>();
  const works = platforms.map((platform) => {
    let planned: () => void = () => undefined;
    const planning = new Promise<void>((resolve) => {
      planned = resolve;
    });
    const work = run(platform, planned);
    const failed = work.catch((error: unknown) => failures.set(platform, error));
    return { work, planned: Promise.race([planning, failed]) };
  });
  try {
    return await Promise.all(works.map(({ work }) => work));
  } catch (error) {
    if (!(error instanceof DiagnosticError) || works.length === 1) throw error;
    if (isOfFiles(error)) await Promise.all(works.map(({ planned }) => planned));
    const found = platforms.map((platform) => {
      const failure = failures.get(platform);
      if (failure === error) return { platform, diagnostics: error.diagnostics };
      const isAlike = isOfFiles(error) && isOfFiles(failure);
      return { platform, diagnostics: isAlike ? failure.diagnostics : [] };
    });
    const diagnostics = platformDiagnostics(found);
    const [first] = diagnostics;
    if (error instanceof ExplainedFailure && first !== undefined) {
      throw new ExplainedFailure(first, error.cause, error.causes);
    }
    throw new DiagnosticError(diagnostics, { cause: error.cause });
  }
}

function isOfFiles(failure: unknown): failure is DiagnosticError {
  return failure instanceof DiagnosticError && !(failure instanceof ExplainedFailure);
}
