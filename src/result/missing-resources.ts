import type { AuditFinding } from './audit-finding.ts';

/** A distribution that imports pkg_resources, and the module that does. */
export interface ResourcesUser {
  /** Normalised (PEP 503). */
  readonly name: string;
  readonly module: string;
}

/** Distributions that need a setuptools older than the installed one. */
export function missingResources(
  users: readonly ResourcesUser[],
  distributions: readonly { readonly name: string; readonly version: string }[],
): readonly AuditFinding[] {
  const setuptools = distributions.find(({ name }) => name === 'setuptools');
  const is =
    setuptools === undefined
      ? 'setuptools is not installed'
      : `setuptools ${setuptools.version} does not have it`;
  return users.map(({ name, module }): AuditFinding => ({
    code: 'missing-module',
    severity: 'warning',
    message: `${name} imports pkg_resources (${module}), and ${is}`,
    help: `Take a newer ${name}, or add \`setuptools<81\` to the requirements, and lock them again.`,
  }));
}
