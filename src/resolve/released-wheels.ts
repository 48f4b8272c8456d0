import * as z from 'zod/mini';
import type { FactSource } from '../facts/fact-source.ts';
import { isFailure } from '../facts/failed-answer.ts';
import { stepAnswer } from '../facts/step-answer.ts';
import type { Foundation } from '../plan/plan.ts';
import { anyPython } from './any-python.ts';
import { pythonReleases } from '../python/python-releases.ts';
import type { Interpreter } from '../python/target.ts';
import { wheelPythons, type WheelPythons } from '../python/wheel-pythons.ts';

const answered = z.object({ files: z.array(z.string()) });

/** Pythons before this one have no runtime. */
const OLDEST = 8;

/** For which Pythons a release has wheels, by the index; undefined if it does not tell. */
export async function releasedWheels(
  source: Pick<FactSource, 'releaseMetadata'>,
  requirement: string,
  foundation: Foundation,
  platform: Pick<Interpreter, 'architecture' | 'libc'>,
): Promise<WheelPythons | undefined> {
  const minors = pythonReleases
    .map(({ minor }) => minor)
    .filter((minor) => Number(minor.split('.')[1]) >= OLDEST);
  const question = { requirement, pythons: [minors], index: foundation.index };
  const on = anyPython(foundation);
  // If this fails, the first failure is explained without it.
  const answer = await source.releaseMetadata(question, on).catch(() => undefined);
  if (answer === undefined || isFailure(answer)) return undefined;
  const { files } = stepAnswer('release.py', answered, answer);
  return wheelPythons(files, platform);
}
