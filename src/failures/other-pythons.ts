import { continued } from '../diagnostics/help.ts';
import { wheelPythonWords, type WheelPythons } from '../python/wheel-pythons.ts';
import { runtimeWith } from '../spec/ranked-runtimes.ts';
import type { SystemFamily } from '../spec/spec.ts';
import type { BuildCause } from './build-log/build-cause.ts';

/** Why a build failed, with the Pythons that need none: `it has wheels for Python 3.8 to 3.11`. */
export function withOtherPythons(
  cause: BuildCause,
  wheels: WheelPythons | undefined,
  python: string,
  family: SystemFamily,
): BuildCause {
  const has = wheels && wheelPythonWords(wheels);
  const minor = python.split('.').slice(0, 2).join('.');
  // A wheel that fits was not wanted (no_binary).
  if (wheels === undefined || has === undefined || wheels.pythons.includes(minor)) return cause;
  const told = `${cause.told}; ${has}`;
  const runtime = runtimeWith(wheels.pythons, family);
  if (runtime === undefined) return { ...cause, told };
  const instead = `set \`runtime: ${runtime.name}\``;
  const help = continued(
    cause.isPython ? 'Choose a newer version of it.' : cause.help,
    `, or ${instead}`,
  );
  return { ...cause, told, help };
}
