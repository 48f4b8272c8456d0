import type { Plan } from '../plan/plan.ts';
import { inheritedLabels, ociLabels, type SourceOrigin } from './oci-labels.ts';
import type { BaseImageConfig, HistoryEntry } from './oci-image.ts';

/** Facts that only the invocation or the built wheels give. */
export interface ImageFacts {
  readonly base: BaseImageConfig;
  /** For the application; empty if it is not known. */
  readonly version: string;
  /** Labels of the invocation, which win over all others. */
  readonly labels: Readonly<Record<string, string>>;
  readonly origin: SourceOrigin;
  /** Seconds since 1970; absent if it would be the time of a clock. */
  readonly created?: number | undefined;
  /** Absent if the exporter writes it. */
  readonly history?: readonly HistoryEntry[] | undefined;
}

/**
 * The OCI image configuration, as JSON; created and rootfs are the exporter's.
 * OCI image-spec, config.md; Healthcheck as Docker's image specification v1.2.
 */
export function imageConfig({ platform, base, image }: Plan, facts: ImageFacts): string {
  const { healthcheck } = image;
  const env = new Map(facts.base.env.map(splitVariable));
  for (const { name, value } of image.env) env.set(name, value);
  env.set('GROCKER_APP_VERSION', facts.version);
  const config = {
    User: image.user,
    ...(image.ports.length > 0 && { ExposedPorts: emptyObjects(image.ports) }),
    Env: [...env].map(([name, value]) => `${name}=${value}`),
    Entrypoint: [...(image.init === undefined ? [] : [image.init, '--']), ...image.entrypoint],
    ...(image.cmd.length > 0 && { Cmd: image.cmd }),
    ...(image.volumes.length > 0 && { Volumes: emptyObjects(image.volumes) }),
    WorkingDir: image.workdir,
    Labels: sortedObject({
      ...inheritedLabels(facts.base.labels),
      ...ociLabels({
        title: image.application.name,
        version: facts.version,
        base: base.reference,
        created: facts.created,
        origin: facts.origin,
      }),
      ...image.labels,
      'grocker.app.version': facts.version,
      ...facts.labels,
    }),
    ...(image.stopSignal !== undefined && { StopSignal: image.stopSignal }),
    ...(healthcheck && {
      Healthcheck: {
        Test: healthcheck.test,
        Interval: healthcheck.interval,
        Timeout: healthcheck.timeout,
        StartPeriod: healthcheck.startPeriod,
        StartInterval: healthcheck.startInterval,
        Retries: healthcheck.retries,
      },
    }),
  };
  return JSON.stringify({
    architecture: platform.architecture,
    ...(platform.variant !== undefined && { variant: platform.variant }),
    os: platform.os,
    config,
    history: facts.history,
  });
}

/** The configuration of a stage that is not an application: the base image's environment and a role. */
export function stageConfig(
  { platform, base, image }: Pick<Plan, 'platform' | 'base' | 'image'>,
  role: string,
  facts: Pick<ImageFacts, 'base' | 'labels' | 'history'>,
): string {
  const Labels = sortedObject({
    ...inheritedLabels(facts.base.labels),
    'grocker.image.role': role,
    'grocker.runtime': base.runtime,
    'grocker.version': image.labels['grocker.version'] ?? '',
    ...facts.labels,
  });
  const { history } = facts;
  return JSON.stringify({ ...platform, config: { Env: facts.base.env, Labels }, history });
}

function splitVariable(entry: string): readonly [string, string] {
  const equals = entry.indexOf('=');
  return equals === -1 ? [entry, ''] : [entry.slice(0, equals), entry.slice(equals + 1)];
}

function emptyObjects(names: readonly string[]): Record<string, object> {
  return Object.fromEntries(names.map((name) => [name, {}]));
}

function sortedObject(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}
