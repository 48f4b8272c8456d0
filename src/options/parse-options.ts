import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { BuildOptions } from './build-options.ts';
import { OptionProblem } from './option-problem.ts';
import { optionTable } from './option-table.ts';
import type { RawOptions } from './option.ts';

/** Reads every option; a DiagnosticError carries all that are malformed. */
export function parseOptions(raw: RawOptions): BuildOptions {
  const values: [string, unknown][] = [];
  const problems: Diagnostic[] = [];
  for (const field of Object.keys(optionTable).filter(isField)) {
    try {
      values.push([field, optionTable[field].read(raw)]);
    } catch (error) {
      if (!(error instanceof OptionProblem)) throw error;
      problems.push(diagnostic(field, raw, error));
    }
  }
  if (problems.length > 0) throw new DiagnosticError(problems);
  const options = Object.fromEntries(values.filter(([, value]) => value !== undefined));
  if (!isComplete(options)) throw new Error('the table of options lacks a field');
  return options;
}

/** Names the key that caused the error, or all keys of the field. */
function diagnostic(
  field: keyof BuildOptions,
  raw: RawOptions,
  problem: OptionProblem,
): Diagnostic {
  const { keys, flag } = optionTable[field];
  const given = [...raw.keys()].filter((key) =>
    keys.some((pattern) =>
      pattern.endsWith('*') ? key.startsWith(pattern.slice(0, -1)) : key === pattern,
    ),
  );
  const named = (given.length > 0 ? given : keys).join(', ');
  return {
    code: 'invalid-option',
    severity: 'error',
    message: `option ${named}${flag === undefined ? '' : ` (${flag})`}: ${problem.message}`,
    ...(problem.help === undefined ? {} : { help: problem.help }),
  };
}

function isField(name: string): name is keyof BuildOptions {
  return Object.hasOwn(optionTable, name);
}

const optionalFields: readonly (keyof BuildOptions)[] = [
  'filename',
  'target',
  'shmSize',
  'hostname',
  'cgroupParent',
  'sourceDateEpoch',
  'cacheNamespace',
  'requestId',
  'syntax',
  'source',
];

function isComplete(options: object): options is BuildOptions {
  return Object.keys(optionTable)
    .filter(isField)
    .every((field) => Object.hasOwn(options, field) || optionalFields.includes(field));
}
