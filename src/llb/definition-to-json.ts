import { fromWire, type Definition } from './definition.ts';
import { digest } from './digest.ts';
import { decode } from './wire/decode.ts';

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * A definition for people to read: every vertex with its digest, decoded Op and
 * metadata, and the files that locations refer to. Bytes are text where they
 * are UTF-8, else {"base64": …}.
 */
export function definitionToJson({ def, metadata, source = {} }: Definition): Json {
  const { locations = {}, infos = [] } = source;
  const vertices = def.map((op) => {
    const name = digest(op);
    return {
      digest: name,
      op: decode('Op', op),
      metadata: metadata[name],
      locations: locations[name]?.locations?.length ? locations[name].locations : undefined,
    };
  });
  const sources = infos.map(({ definition, ...info }) => ({
    ...info,
    definition: definition && definitionToJson(fromWire(definition)),
  }));
  return json({ vertices, sources });
}

function json(value: unknown): Json {
  if (typeof value === 'bigint')
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Uint8Array) return text(value);
  if (Array.isArray(value)) return value.map(json);
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, member]) => member !== undefined);
    return Object.fromEntries(entries.map(([key, member]) => [key, json(member)]));
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : null;
}

function text(bytes: Uint8Array): Json {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) };
  }
}
