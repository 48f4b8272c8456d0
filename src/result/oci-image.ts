/** The fields of an OCI image configuration that are read from a base image (OCI image-spec, config.md). */
export interface BaseImageConfig {
  /** `NAME=value`, in order. */
  readonly env: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** When it was made, in seconds since 1970. */
  readonly created?: number;
  /** `amd64`, `arm64` */
  readonly architecture?: string;
}

/** Reads a base image's configuration; what is not there, or not as specified, counts as empty. */
export function readBaseImageConfig(json: string): BaseImageConfig {
  const image: unknown = JSON.parse(json);
  const config = field(image, 'config');
  const env = field(config, 'Env');
  const labels = field(config, 'Labels');
  const created = Date.parse(text(image, 'created') ?? '');
  const architecture = text(image, 'architecture') ?? '';
  return {
    ...(Number.isFinite(created) && { created: Math.floor(created / 1000) }),
    ...(architecture !== '' && { architecture }),
    env: Array.isArray(env) ? env.filter((entry) => typeof entry === 'string') : [],
    labels: Object.fromEntries(
      Object.entries(labels ?? {}).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    ),
  };
}

/** The value of a variable of the base image's environment. */
export function baseVariable({ env }: BaseImageConfig, name: string): string | undefined {
  return env.find((entry) => entry.startsWith(`${name}=`))?.slice(name.length + 1);
}

function field(value: unknown, name: string): object | undefined {
  const found = property(value, name);
  return typeof found === 'object' && found !== null ? found : undefined;
}

function text(value: unknown, name: string): string | undefined {
  const found = property(value, name);
  return typeof found === 'string' ? found : undefined;
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}
