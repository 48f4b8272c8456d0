/** The fields of an image configuration that decide how a container starts, or are written on it, by key. */
export function imageSettings(
  config: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  const found: [string, string][] = [];
  for (const [field, value] of Object.entries(config)) {
    if (value === null || value === undefined || value === '') continue;
    if (field === 'Env' && Array.isArray(value)) {
      for (const each of value as readonly string[]) {
        const at = each.indexOf('=');
        found.push([`env ${each.slice(0, at)}`, each.slice(at + 1)]);
      }
    } else if (field === 'Labels') {
      for (const [name, text] of Object.entries(value as Readonly<Record<string, string>>)) {
        found.push([`label ${name}`, text]);
      }
    } else {
      const name = names[field] ?? field;
      found.push([name, typeof value === 'string' ? value : JSON.stringify(value)]);
    }
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
