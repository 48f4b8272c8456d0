import type { Spec } from '../spec/spec.ts';
import type { PlanFacts } from './plan-facts.ts';
import type { Foundation, ImagePlan } from './plan.ts';
import { traitsOf } from '../spec/system-family.ts';

/** The inputs of an image's configuration. */
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
      // Where stdout is not a terminal, Python keeps back what is printed, and a log lacks it.
      { name: 'PYTHONUNBUFFERED', value: '1' },
      { name: 'GROCKER_APP', value: name },
      { name: 'GROCKER_APP_EXTRAS', value: extras.join(',') },
      ...(image.timeZone ? [{ name: 'TZ', value: image.timeZone.value }] : []),
      // Libraries with their own certificate store are configured to use the system's.
      ...(image.certificates !== undefined
        ? ['SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS'].map((name) => ({
            name,
            value: '/etc/ssl/certs/ca-certificates.crt',
          }))
        : []),
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
    ...(image.init && { init: tini(spec) }),
    entrypoint: image.entrypoint.value,
    cmd: image.cmd.map(({ value }) => value),
    user: `${user.uid}:${user.uid}`,
    workdir: image.workdir,
    volumes: image.volumes,
    ports: image.ports,
    ...(image.stopSignal !== undefined && { stopSignal: image.stopSignal }),
    ...(image.healthcheck && { healthcheck: healthcheck(image.healthcheck, venv) }),
    application: { name, extras, version },
  };
}

/** Where the package has it. */
function tini({ runtime }: Spec): string {
  return traitsOf(runtime.family).tini;
}

/** Asks the container itself, past any proxy; an answer of 400 and more is a failure. */
const ASK = 'import sys, urllib.request as u; u.build_opener(u.ProxyHandler({})).open(sys.argv[1])';

function healthcheck(
  { test, http, ...times }: NonNullable<Spec['image']['healthcheck']>,
  venv: string,
): NonNullable<ImagePlan['healthcheck']> {
  if (http === undefined) return { test, ...times };
  return { test: ['CMD', `${venv}/bin/python`, '-ISc', ASK, http], ...times };
}

/** The user's value of a variable that Grocker sets, too, at the place of Grocker's. */
function lastOfEachName(env: ImagePlan['env']): ImagePlan['env'] {
  return [...new Map(env.map((variable) => [variable.name, variable] as const)).values()];
}
