import { parseSpecifier, specifierContains } from '../python/specifier.ts';
import { parseVersion } from '../python/version.ts';
import type { PlannedPackage } from '../plan/plan.ts';
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
    // The name of a directory may be a guess until it is built.
    if (planned.kind !== 'compile' || planned.origin.from === 'context') return [];
    const { name, version, span } = planned;
    const found = versions.get(name);
    if (found !== undefined && (version === null || isVersion(found, version))) return [];
    const made = found === undefined ? 'the wheel of another package' : `version ${found}`;
    return [
      {
        code: 'other-package' as const,
        severity: 'error' as const,
        message: `the source of ${version === null ? name : `${name} ${version}`} makes ${made}`,
        ...(span && { span }),
        help: 'create the lock again, and review who changed it; the image is not returned',
      },
    ];
  });
}

function isVersion(found: string, locked: string): boolean {
  if (found === locked) return true;
  const specifier = parseSpecifier(`==${locked}`);
  const version = parseVersion(found);
  return (
    specifier !== undefined && version !== undefined && specifierContains([specifier], version)
  );
}
