import { parseBoolean } from './boolean.ts';
import { OptionProblem } from './option-problem.ts';
import { optional, type RawOptions } from './option.ts';
import { formatPlatform, parsePlatform, type BuildPlatform } from './platform.ts';

/** A list of platforms, each once. */
export function parsePlatforms(list: string): readonly BuildPlatform[] {
  const parsed = list.split(',').map(parsePlatform);
  return [...new Map(parsed.map((each) => [formatPlatform(each), each])).values()];
}

/** Whether the result is an index: as asked for, else where there are several platforms. */
export function parseMultiPlatform(raw: RawOptions): boolean {
  const several = (raw.get('platform') ?? '').includes(',');
  const wanted =
    optional(raw, 'build-arg:BUILDKIT_MULTI_PLATFORM', parseBoolean) ??
    optional(raw, 'multi-platform', parseBoolean);
  if (several && wanted === false) {
    throw new OptionProblem('several platforms need an image index', 'Leave out multi-platform.');
  }
  return wanted ?? several;
}
