import { pythonReleases } from './python-releases.ts';
import { wheelTags } from './tag.ts';
import type { Interpreter } from './target.ts';
import { parseWheelName } from './wheel-name.ts';

/** For which Pythons a release has a wheel. */
export interface WheelPythons {
  /** Minor versions, oldest first, on the requested platform. */
  readonly pythons: readonly string[];
  /** Whether all of its wheels are for other platforms. */
  readonly isElsewhere: boolean;
}

/** By the names of its files (PEP 425); names that are no wheel's are passed over. */
export function wheelPythons(
  files: readonly string[],
  platform: Pick<Interpreter, 'architecture' | 'libc'>,
): WheelPythons {
  const wheels = files.flatMap((file) => {
    const tags = parseWheelName(file)?.tags;
    return tags ? [tags] : [];
  });
  const pythons = pythonReleases
    .map(({ minor }) => minor)
    .filter((version) => {
      const taken = new Set(wheelTags({ ...platform, version, freeThreaded: false }));
      return wheels.some((tags) => tags.some((tag) => taken.has(tag)));
    });
  return { pythons, isElsewhere: wheels.length > 0 && pythons.length === 0 };
}

/** `it has wheels for Python 3.8 to 3.11`; undefined if it has none at all. */
export function wheelPythonWords({ pythons, isElsewhere }: WheelPythons): string | undefined {
  if (isElsewhere) return 'it has wheels for other platforms only';
  if (pythons.length === 0) return undefined;
  const minors = pythonReleases.map(({ minor }) => minor);
  const runs: string[][] = [];
  for (const python of pythons) {
    const run = runs.at(-1);
    const follows = run && minors.indexOf(run.at(-1) ?? '') + 1 === minors.indexOf(python);
    if (run && follows) run.push(python);
    else runs.push([python]);
  }
  const words = runs.flatMap((run) =>
    run.length > 2 ? [`${run[0] ?? ''} to ${run.at(-1) ?? ''}`] : run,
  );
  return `it has wheels for Python ${listed(words)}`;
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${last}` : last;
}

/**
 * The minor versions that uv names where it finds no wheel for a Python: `with the following Python ABI tags: cp38, abi3`.
 * undefined if it names none.
 */
export function pythonsOfHint(words: string): readonly string[] | undefined {
  const [, list = ''] =
    /with the following Python (?:ABI|version|implementation) tags?: ((?:`[^`]+`(?:, | and )?)+)/.exec(
      words,
    ) ?? [];
  const minors = Array.from(
    list.matchAll(/`(?:cp|py)3(\d+)[a-z]*`/g),
    ([, minor = '']) => `3.${minor}`,
  );
  const known = pythonReleases.map(({ minor }) => minor).filter((minor) => minors.includes(minor));
  return known.length === 0 ? undefined : known;
}
