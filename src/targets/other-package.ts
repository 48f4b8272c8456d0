import { parseSpecifier, specifierContains } from '../python/specifier.ts';
import { formatVersion, parseVersion } from '../python/version.ts';
import { parseWheelName } from '../python/wheel-name.ts';
import type { PlannedPackage } from '../plan/plan.ts';
import { promisedVersion } from '../plan/promised-wheel.ts';
import type { AuditFinding } from '../result/audit-finding.ts';

interface Installed {
  /** Normalised (PEP 503). */
  readonly name: string;
  readonly version: string;
}

/**
 * Packages whose source made the wheel of another package or version than its lock says, by what was installed: the step
 * that builds looks at the wheel, too, but a package's code runs there.
 */
export function otherPackages(
  packages: readonly PlannedPackage[],
  installed: readonly Installed[],
): AuditFinding[] {
  const versions = new Map(installed.map(({ name, version }) => [name, version]));
  return packages.flatMap((planned) => {
    const version = planned.kind === 'compile' ? promisedVersion(planned) : undefined;
    if (version === undefined) return [];
    const { name, span } = planned;
    const found = versions.get(name);
    if (found !== undefined && (version === null || isVersion(found, version))) return [];
    const made = found === undefined ? 'the wheel of another package' : `version ${found}`;
    return [
      {
        code: 'other-package' as const,
        severity: 'error' as const,
        message: `the source of ${version === null ? name : `${name} ${version}`} makes ${made}`,
        ...(span && { span }),
        help: 'Create the lock again, and review who changed it; the image is not returned.',
      },
    ];
  });
}

/**
 * The same of a directory that a build left its wheel in, by the names there: nothing of the wheel is installed, and a
 * build can leave other files, too.
 */
export function otherWheelFiles(
  planned: PlannedPackage,
  files: readonly string[],
): readonly AuditFinding[] {
  const [file = ''] = files;
  const wheel = files.length === 1 ? parseWheelName(file) : undefined;
  if (wheel !== undefined) {
    return otherPackages([planned], [{ name: wheel.name, version: formatVersion(wheel.version) }]);
  }
  const { name, version, span } = planned;
  return [
    {
      code: 'other-package',
      severity: 'error',
      message: `the source of ${version === null ? name : `${name} ${version}`} makes ${[...files].sort().join(', ') || 'no file'} instead of one wheel`,
      ...(span && { span }),
      help: 'Review who changed it; no wheel is returned.',
    },
  ];
}

function isVersion(found: string, locked: string): boolean {
  if (found === locked) return true;
  const specifier = parseSpecifier(`==${locked}`);
  const version = parseVersion(found);
  return (
    specifier !== undefined && version !== undefined && specifierContains([specifier], version)
  );
}
