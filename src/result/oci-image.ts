/** The fields of an OCI image configuration that are read from a base image (OCI image-spec, config.md). */
export interface BaseImageConfig {
  /** `NAME=value`, in order. */
  readonly env: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** When it was made, in seconds since 1970. */
  readonly created?: number;
  /** `amd64`, `arm64` */
  readonly architecture?: string;
  readonly history: readonly HistoryEntry[];
  /** Absent if the configuration does not say: that of an image that is only about to be made. */
  readonly layerCount?: number;
}

/** How one layer came about, or a setting that made none. */
export interface HistoryEntry {
  readonly created?: string;
  readonly created_by?: string;
  readonly author?: string;
  readonly comment?: string;
  readonly empty_layer?: boolean;
}

/** Reads a base image's configuration; what is not there, or not as specified, counts as empty. */
export function readBaseImageConfig(json: string): BaseImageConfig {
  const image: unknown = JSON.parse(json);
  const config = field(image, 'config');
  const env = field(config, 'Env');
  const labels = field(config, 'Labels');
  const created = Date.parse(text(image, 'created') ?? '');
  const architecture = text(image, 'architecture') ?? '';
  const layerCount = list(field(image, 'rootfs'), 'diff_ids').length;
  return {
    ...(Number.isFinite(created) && { created: Math.floor(created / 1000) }),
    ...(architecture !== '' && { architecture }),
    ...(layerCount > 0 && { layerCount }),
    history: list(image, 'history').map(historyEntry),
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

const TEXTS = ['created', 'created_by', 'author', 'comment'] as const;

function historyEntry(value: unknown): HistoryEntry {
  const [created, created_by, author, comment] = TEXTS.map((name) => text(value, name));
  return {
    ...(created !== undefined && { created }),
    ...(created_by !== undefined && { created_by }),
    ...(author !== undefined && { author }),
    ...(comment !== undefined && { comment }),
    ...(property(value, 'empty_layer') === true && { empty_layer: true }),
  };
}

function list(value: unknown, name: string): readonly unknown[] {
  const found = property(value, name);
  return Array.isArray(found) ? (found as readonly unknown[]) : [];
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
