/** Settings that the daemon passes in environment variables (BuildKit's frontend/gateway/grpcclient). */
export interface Environment {
  /** BUILDKIT_FRONTEND_OPT_n=key=value, unparsed. */
  readonly options: ReadonlyMap<string, string>;
  readonly sessionId: string;
  readonly workers: readonly Worker[];
  /** The program that the daemon is part of: `moby` in Docker, `buildkit` by itself. */
  readonly product: string;
}

export interface Worker {
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly platforms: readonly WorkerPlatform[];
}

/** A platform as the OCI image specification defines it. */
export interface WorkerPlatform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

const optionPrefix = 'BUILDKIT_FRONTEND_OPT_';

/** Reads the variables; a malformed list of workers is an empty one, as in BuildKit's own client. */
export function parseEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): Environment {
  const options = new Map<string, string>();
  for (const [name, text] of Object.entries(variables)) {
    if (!name.startsWith(optionPrefix) || text === undefined) continue;
    const equals = text.indexOf('=');
    if (equals === -1) options.set(text, '');
    else options.set(text.slice(0, equals), text.slice(equals + 1));
  }
  return {
    options,
    sessionId: variables['BUILDKIT_SESSION_ID'] ?? '',
    workers: parseWorkers(variables['BUILDKIT_WORKERS'] ?? ''),
    product: variables['BUILDKIT_EXPORTEDPRODUCT'] ?? '',
  };
}

function parseWorkers(text: string): readonly Worker[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  return array(value).map((worker) => ({
    id: string(property(worker, 'id')) || string(property(worker, 'ID')),
    labels: labels(property(worker, 'labels') ?? property(worker, 'Labels')),
    platforms: array(property(worker, 'platforms') ?? property(worker, 'Platforms')).map(platform),
  }));
}

function platform(value: unknown): WorkerPlatform {
  const variant = string(property(value, 'variant'));
  return {
    os: string(property(value, 'os')),
    architecture: string(property(value, 'architecture')),
    ...(variant === '' ? {} : { variant }),
  };
}

function labels(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, string(text)]));
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(name)
    : undefined;
}

function array(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function string(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
