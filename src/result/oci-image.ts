import * as z from 'zod/mini';
import { defined } from '../options/defined.ts';

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

/** A text; a value that is not as specified counts as empty. */
const text = z.catch(z.optional(z.string()), undefined);

const texts = z.catch(z._default(z.array(z.unknown()), []), []);

const historyEntry = z.catch(
  z.object({
    created: text,
    created_by: text,
    author: text,
    comment: text,
    empty_layer: z.catch(z.optional(z.boolean()), undefined),
  }),
  {},
);

const settings = z.object({
  Env: texts,
  Labels: z.catch(z._default(z.record(z.string(), z.unknown()), {}), {}),
});

const imageDocument = z.object({
  created: text,
  architecture: text,
  history: z.catch(z._default(z.array(historyEntry), []), []),
  rootfs: z.catch(z._default(z.object({ diff_ids: texts }), { diff_ids: [] }), { diff_ids: [] }),
  config: z.catch(z._default(settings, { Env: [], Labels: {} }), { Env: [], Labels: {} }),
});

/** Reads a base image's configuration; values that are missing or not as specified count as empty. */
export function readBaseImageConfig(json: string): BaseImageConfig {
  const image = z.catch(imageDocument, imageDocument.parse({})).parse(JSON.parse(json));
  const created = Date.parse(image.created ?? '');
  const layerCount = image.rootfs.diff_ids.length;
  return {
    ...(Number.isFinite(created) && { created: Math.floor(created / 1000) }),
    ...(image.architecture && { architecture: image.architecture }),
    ...(layerCount > 0 && { layerCount }),
    history: image.history.map(written),
    env: image.config.Env.filter((entry) => typeof entry === 'string'),
    labels: Object.fromEntries(
      Object.entries(image.config.Labels).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    ),
  };
}

/** An entry with the fields that it has. */
function written({ empty_layer, ...texts }: z.output<typeof historyEntry>): HistoryEntry {
  return { ...defined(texts), ...(empty_layer === true && { empty_layer }) };
}

/** The value of a variable of the base image's environment. */
export function baseVariable({ env }: BaseImageConfig, name: string): string | undefined {
  return env.find((entry) => entry.startsWith(`${name}=`))?.slice(name.length + 1);
}
