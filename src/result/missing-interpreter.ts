import { baseName } from '../paths/base-name.ts';
import { dependenciesLine, type WrittenDependencies } from './dependencies-line.ts';
import type { AuditFinding } from './audit-finding.ts';

/** A program that scripts begin with (`#!`) and that the image lacks, and those scripts. */
export interface MissingInterpreter {
  readonly program: string;
  readonly neededBy: readonly string[];
}

/** Debian's packages of the programs that scripts begin with most often. */
const PACKAGES: Readonly<Record<string, string>> = {
  awk: 'mawk',
  bash: 'bash',
  env: 'coreutils',
  node: 'nodejs',
  perl: 'perl-base',
  ruby: 'ruby',
  sh: 'dash',
  zsh: 'zsh',
};

/** A script whose first line names a program that the image lacks: it cannot start. */
export function missingInterpreter(
  { program, neededBy }: MissingInterpreter,
  isMinimal: boolean,
  own: WrittenDependencies,
  isStarted: (path: string) => boolean,
): AuditFinding {
  const [first = '', ...others] = neededBy;
  const scripts =
    others.length === 0 ? `${first} begins` : `${first} and ${others.length} more begin`;
  const name = baseName(program);
  const likely = Object.hasOwn(PACKAGES, name) ? PACKAGES[name] : undefined;
  const key = isMinimal ? 'keep' : 'dependencies.run';
  return {
    code: 'missing-interpreter',
    severity: neededBy.some(isStarted) ? 'error' : 'warning',
    message: `${program} is not in the image; ${scripts} with it`,
    help:
      likely === undefined
        ? `Add the system package that has ${program} to ${key}.`
        : `Add it to the image: \`${isMinimal ? `keep: [${likely}]` : dependenciesLine(own, [likely])}\`.`,
  };
}
