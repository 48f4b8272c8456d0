import type { Resources } from './build-options.ts';
import { quote } from './csv-fields.ts';
import { defined } from './defined.ts';
import { positiveNumber, wholeNumber } from './number.ts';
import { OptionProblem } from './option-problem.ts';
import { optional, type RawOptions } from './option.ts';

/** Limits of control groups, each by an option of its own. */
export function parseResources(raw: RawOptions): Resources {
  const given = {
    memory: optional(raw, 'memory', positiveNumber),
    memorySwap: optional(raw, 'memswap', (value) =>
      wholeNumber(value) === -1 ? -1 : positiveNumber(value),
    ),
    cpuShares: optional(raw, 'cpushares', positiveNumber),
    cpuPeriod: optional(raw, 'cpuperiod', positiveNumber),
    cpuQuota: optional(raw, 'cpuquota', positiveNumber),
    cpusetCpus: optional(raw, 'cpusetcpus', cpuset),
    cpusetMems: optional(raw, 'cpusetmems', cpuset),
  };
  return defined(given);
}

/** A list as cpuset(7) writes it: `0-3,5`. */
function cpuset(value: string): string {
  if (!/^\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*$/.test(value)) {
    throw new OptionProblem(`${quote(value)} is not a list of numbers like 0-3,5`);
  }
  return value;
}
