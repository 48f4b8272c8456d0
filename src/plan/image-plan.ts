import type { Spec } from '../spec/spec.ts';
import type { PlanFacts } from './plan-facts.ts';
import type { Foundation, ImagePlan } from './plan.ts';

/** What an image's configuration needs of what is known. */
export type ImagePlanFacts = Pick<PlanFacts, 'grockerVersion' | 'basePath' | 'application'> & {
  readonly foundation: Pick<Foundation, 'venv' | 'user'>;
};

/** The image's configuration as Grocker 8 wrote it, with what grocker.yml adds. */
export function imagePlan(spec: Spec, facts: ImagePlanFacts): ImagePlan {
  const { image } = spec;
  const { name, extras, version } = facts.application;
  const { venv, user } = facts.foundation;
  return {
    env: lastOfEachName([
      { name: 'LANG', value: 'C.UTF-8' },
      { name: 'PATH', value: `${venv}/bin:${facts.basePath}` },
      // A user that /etc/passwd does not know has no other home.
      { name: 'HOME', value: user.home },
      // Where stdout is no terminal, Python keeps back what is printed, and a log lacks it.
      { name: 'PYTHONUNBUFFERED', value: '1' },
      { name: 'GROCKER_APP', value: name },
      { name: 'GROCKER_APP_EXTRAS', value: extras.join(',') },
      ...image.envs,
    ]),
    labels: {
      'grocker.version': facts.grockerVersion,
      'grocker.image.role': 'runner',
      'grocker.runtime': spec.runtime.name,
      'grocker.app.name': name,
      'grocker.app.extras': extras.join(','),
      ...Object.fromEntries(image.labels.map((label) => [label.name, label.value])),
    },
    entrypoint: image.entrypoint.value,
    cmd: image.cmd,
    user: `${user.uid}:${user.uid}`,
    workdir: image.workdir,
    volumes: image.volumes,
    ports: image.ports,
    ...(image.stopSignal !== undefined && { stopSignal: image.stopSignal }),
    ...(image.healthcheck && { healthcheck: image.healthcheck }),
    application: { name, extras, version },
  };
}

/** The user's value of a variable that Grocker sets, too, at the place of Grocker's. */
function lastOfEachName(env: ImagePlan['env']): ImagePlan['env'] {
  return [...new Map(env.map((variable) => [variable.name, variable] as const)).values()];
}
