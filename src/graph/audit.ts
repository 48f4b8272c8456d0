import type { InstalledGroup } from './runner.ts';
import { bind, output, type Output } from '../llb/llb.ts';
import { isOfContext } from '../plan/is-of-context.ts';
import type { Plan } from '../plan/plan.ts';
import { startedModules } from '../plan/started-files.ts';
import type { GraphContext } from './graph-context.ts';
import { packagesPlace } from './location.ts';
import { readRoot } from './image-root.ts';

/** The file of audit that holds the answer. */
export const AUDIT_ANSWER = '/audit.json';

/** Compares all reports with the root stage; see steps/audit.py. It adds no layer to the image. */
export function audit(
  context: GraphContext,
  plan: Pick<Plan, 'entrypoint' | 'image' | 'packages' | 'programs' | 'minimal' | 'trees'>,
  root: Output,
  groups: readonly Pick<InstalledGroup, 'report'>[],
): Output {
  const { venv, python, places } = context.foundation;
  const { entrypoint } = plan;
  const paths = groups.map((_, index) => `/run/grocker/reports/${index + 1}`);
  const started = startedModules(plan);
  const own = plan.packages.filter(isOfContext).map(({ name }) => name);
  const request = {
    reports: paths.map((path) => `${path}/report.json`),
    venv,
    path: plan.image.env.find(({ name }) => name === 'PATH')?.value ?? '',
    entrypoint: entrypoint.command[0] ?? null,
    application: plan.image.application.name,
    own,
    ...(plan.programs && { programs: plan.programs }),
    ...(plan.minimal && { minimal: true }),
    ...(started.length > 0 && { started: [...new Set(started.map(({ module }) => module))] }),
  };
  const made = {
    stage: 'check',
    title: 'check entry point, shared libraries and conflicting files',
    script: 'audit.py',
    python: python.executable,
    args: [JSON.stringify(request), `/answers${AUDIT_ANSWER}`],
    mounts: [
      ...groups.map(({ report }, index) => bind({ target: paths[index] ?? '', source: report })),
      output({ target: '/answers' }),
    ],
    span: entrypoint.isDefault ? packagesPlace(places) : entrypoint.span,
  } as const;
  return readRoot(context, root, made)('/answers');
}
