import * as z from 'zod/mini';

/** The settings of an image configuration (OCI image-spec, config.md); those of other kinds are passed on as they are. */
export const containerConfig = z.catchall(
  z.object({
    Env: z.nullish(z.array(z.string())),
    Labels: z.nullish(z.record(z.string(), z.string())),
  }),
  z.unknown(),
);

export type ContainerConfig = z.output<typeof containerConfig>;

/** The fields of an image configuration that decide how a container starts, or are written on it, by key. */
export function imageSettings({
  Env,
  Labels,
  ...others
}: ContainerConfig): Readonly<Record<string, string>> {
  const found: [string, string][] = [];
  for (const each of Env ?? []) {
    const at = each.indexOf('=');
    found.push([`env ${each.slice(0, at)}`, each.slice(at + 1)]);
  }
  for (const [name, text] of Object.entries(Labels ?? {})) found.push([`label ${name}`, text]);
  for (const [field, value] of Object.entries(others)) {
    if (value === null || value === undefined || value === '') continue;
    const name = names[field] ?? field;
    found.push([name, typeof value === 'string' ? value : JSON.stringify(value)]);
  }
  return Object.fromEntries(found.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

const names: Readonly<Record<string, string>> = {
  User: 'user',
  Entrypoint: 'entrypoint',
  Cmd: 'cmd',
  WorkingDir: 'workdir',
  ExposedPorts: 'ports',
  Volumes: 'volumes',
  StopSignal: 'stop signal',
  Healthcheck: 'healthcheck',
};
