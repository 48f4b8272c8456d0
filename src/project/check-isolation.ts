import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Plan } from '../plan/plan.ts';
import type { Spec } from '../spec/spec.ts';
import type { ProjectFiles } from './project.ts';
import { settingsOf } from './with-project-settings.ts';

/**
 * Every build has an environment of its own here.
 *
 * @throws DiagnosticError if something is compiled whose build expects its requirements in the application's.
 */
export function checkIsolation(
  spec: Pick<Spec, 'compile' | 'file'>,
  files: Pick<ProjectFiles, 'project' | 'texts'>,
  { packages }: Pick<Plan, 'packages'>,
): void {
  const { notIsolated } = settingsOf(files);
  const { value: names } = notIsolated;
  const compiled = packages.flatMap(({ kind, name }) => (kind === 'compile' ? [name] : []));
  const isTold = (name: string) =>
    spec.compile.some((each) => each.name === name && each.requires.length > 0);
  const errors = compiled
    .filter((name) => names === true || names.some(({ value }) => value === name))
    .filter((name) => !isTold(name))
    .map((name): Diagnostic => ({
      code: 'no-build-isolation' as const,
      severity: 'error' as const,
      message: `${name} requests a build without isolation, but Grocker isolates every build`,
      span:
        names === true
          ? notIsolated.span
          : (names.find(({ value }) => value === name)?.span ?? notIsolated.span),
      help: `Write its build requirements in ${spec.file}: \`compile: {${name}: {requires: [setuptools]}}\`.`,
    }));
  if (errors.length > 0) throw new DiagnosticError(errors);
}
