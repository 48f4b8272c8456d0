import { distributionOfModule } from '../python/distribution-of-module.ts';
import type { AuditFinding } from '../result/audit-finding.ts';

/** An import of a started module, or of one that it imports in turn. */
export interface StartedImport {
  /** Path among the files of the context. */
  readonly path: string;
  readonly line: number;
  /** Top-level name of the module. */
  readonly name: string;
}

/** Names that some distribution makes importable though none has a module of that name. */
const BROUGHT: Readonly<Record<string, string>> = { distutils: 'setuptools' };

/** Imports that nothing in the image can satisfy. */
export function missingModules(
  imports: readonly StartedImport[],
  distributions: readonly { readonly name: string; readonly modules: readonly string[] }[],
): readonly AuditFinding[] {
  const modules = new Set(distributions.flatMap((each) => each.modules));
  const isBrought = (module: string) =>
    Object.hasOwn(BROUGHT, module) && distributions.some(({ name }) => name === BROUGHT[module]);
  return imports
    .filter(({ name }) => !modules.has(name) && !isBrought(name))
    .map(({ path, line, name }): AuditFinding => {
      const place = { line, column: 1 };
      const known = distributionOfModule(name);
      const package_ = known ?? `the package that has it (often \`${name}\`)`;
      return {
        code: 'missing-module',
        severity: 'warning',
        message: `no installed package has the module ${name}, which this file imports`,
        span: { file: path, start: place, end: place },
        help: `Add ${package_} to the requirements of the application, and to its lock.`,
      };
    });
}
