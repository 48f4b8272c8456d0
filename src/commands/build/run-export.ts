import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import { askDocker, runBuildxWatched } from '../docker.ts';
import { tell } from '../terminal.ts';
import { buildxArguments } from './buildx-arguments.ts';
import type { BuildxRun } from './buildx-arguments.ts';
import { isExportRace } from './export-race.ts';
import { isLateStart, startPauses } from './late-start.ts';

/**
 * Builds; starts again where the engine did not wait for the frontend, and exports once more where it lost a layer
 * meanwhile. The exit status of buildx.
 */
export async function runExport(
  run: BuildxRun,
  [pause, ...pauses]: readonly number[] = startPauses(),
): Promise<number> {
  const { status, errors } = await runBuildxWatched(buildxArguments(run));
  if (status === 0) return status;
  const told = errors ?? (await recordedError(run));
  if (isLateStart(told) && pause !== undefined) {
    tell(`The engine is too busy to start the build. It is started again in ${pause} seconds.\n`);
    await sleep(pause * 1000);
    return runExport(run, pauses);
  }
  if (!isExportRace(told)) return status;
  tell(
    'The engine removed a layer while the image was unpacked. The image is exported once more.\n',
  );
  // Everything is built and cached: the options that would build it again have had their effect.
  const again = await runBuildxWatched(buildxArguments({ ...run, cache: true, pull: false }));
  return again.status;
}

/** A line of `docker buildx history ls --format json`, newest first. */
const listedBuild = z.object({ ref: z.string(), status: z.string() });
const inspectedBuild = z.object({ Error: z.optional(z.object({ Message: z.string() })) });

/** The error of the engine's last failed build, as buildx would print it; empty if it keeps no records. */
async function recordedError({ passed }: BuildxRun): Promise<string> {
  const builder = (passed.get('builder') ?? []).flatMap((name) => ['--builder', name]);
  const history = (words: readonly string[]) =>
    askDocker(['buildx', 'history', ...words, ...builder, '--format', 'json']);
  try {
    const { output } = await history(['ls', '--no-trunc']);
    const builds = output.split('\n').filter((line) => line !== '');
    const failed = builds
      .map((line) => z.parse(listedBuild, JSON.parse(line)))
      .find(({ status }) => status === 'Error');
    if (failed === undefined) return '';
    const inspected = await history(['inspect', failed.ref.replace(/^.*\//, '')]);
    const { Error: error } = z.parse(inspectedBuild, JSON.parse(inspected.output));
    return error === undefined ? '' : `ERROR: ${error.Message}`;
  } catch {
    // A buildx without the command, or with another format.
    return '';
  }
}
