import type { AuditFinding } from './audit-finding.ts';
import { dependenciesLine, type WrittenDependencies } from './dependencies-line.ts';
import { suppliedReason } from './host-libraries.ts';

interface MissingLibrary {
  readonly library: string;
  /** Files of the image. */
  readonly neededBy: readonly string[];
  /** The package of Debian that has it. */
  readonly package?: string | undefined;
}

/**
 * Shared libraries that are not in the image: an error if the entry point itself needs one, else a
 * warning; one remark for all that are not needed.
 *
 * @param own the system packages that grocker.yml names.
 * @param isEntrypoint whether a file is the program that the container starts.
 * @param shown how many have a line each.
 */
export function missingLibraries(
  missing: readonly MissingLibrary[],
  own: WrittenDependencies,
  isEntrypoint: (path: string) => boolean,
  shown: number,
): AuditFinding[] {
  const missed = missing.filter(
    (each) => suppliedReason(each.library, each.neededBy) === undefined,
  );
  const supplied = missing.filter((each) => !missed.includes(each));
  const more = missed.slice(shown);
  // One line that adds them all.
  const line = dependenciesLine(
    own,
    missed.flatMap((each) => each.package ?? []),
  );
  return [
    ...missed.slice(0, shown).map((each) => missingLibrary(each, line, isEntrypoint)),
    ...(more.length === 0
      ? []
      : [warning(`${more.length} more libraries are not in the image: ${names(more)}`)]),
    ...(supplied.length === 0 ? [] : [remark(supplied)]),
  ];
}

function missingLibrary(
  { library, neededBy, package: found }: MissingLibrary,
  line: string,
  isEntrypoint: (path: string) => boolean,
): AuditFinding {
  const program = neededBy.find(isEntrypoint);
  const first = program ?? neededBy[0] ?? '';
  const others = neededBy.length - 1;
  const needs = others === 0 ? 'needs' : `and ${others} more need`;
  return {
    code: 'missing-library',
    severity: program === undefined ? 'warning' : 'error',
    message: `${library} is not in the image; ${first} ${needs} it${program === undefined ? '' : ', so the container cannot start'}`,
    help:
      found === undefined
        ? 'Add the system package that has it to `dependencies.run`, or allow it in `check.allow_missing`.'
        : `Write \`${line}\`, or allow it in \`check.allow_missing\`.`,
  };
}

function warning(message: string): AuditFinding {
  return { code: 'missing-library', severity: 'warning', message };
}

function remark(supplied: readonly MissingLibrary[]): AuditFinding {
  const reasons = supplied.map((each) => suppliedReason(each.library, each.neededBy) ?? '');
  return {
    code: 'missing-library',
    severity: 'info',
    message: `not in the image, and not needed there: ${names(supplied)} (${[...new Set(reasons)].join('; ')})`,
  };
}

function names(list: readonly MissingLibrary[]): string {
  return list.map(({ library }) => library).join(', ');
}
