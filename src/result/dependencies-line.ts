import { settingLine } from '../diagnostics/setting-line.ts';

/** The system packages that grocker.yml names. */
export interface WrittenDependencies {
  readonly run: readonly string[];
  readonly build: readonly string[];
}

/** The line of grocker.yml that names further system packages of the image in addition to those that it has. */
export function dependenciesLine(
  { run, build }: WrittenDependencies,
  added: readonly string[],
): string {
  const all = [...new Set([...run, ...added])];
  return settingLine('dependencies', { run: all, ...(build.length > 0 && { build }) });
}
