import type { Gateway } from '../gateway/gateway.ts';
import {
  decodeDefinition,
  fromDefinition,
  image,
  vertexName,
  type NamedPlatform,
  type Output,
} from '../llb/llb.ts';
import { decode } from '../llb/wire/decode.ts';
import type { BuildPlatform } from '../options/platform.ts';
import { resolveImage } from './resolve-image.ts';

/**
 * The filesystem of this frontend's own image, for a platform: from the definition that the daemon left beside the
 * frontend, else from the name in the option `source`, pinned by its digest.
 */
export async function ownImage(
  gateway: Gateway,
  definition: Uint8Array | undefined,
  source: string | undefined,
  platform: BuildPlatform,
  named: NamedPlatform,
): Promise<Output | undefined> {
  const name = vertexName(named, 'internal', 'tools');
  const reference = definition && soleImage(definition);
  if (reference !== undefined) return image(reference, { platform, name });
  if (definition) return fromDefinition(decodeDefinition(definition));
  if (source === undefined) return undefined;
  const logName = vertexName(named, 'internal', `load metadata for ${source}`);
  const resolved = await resolveImage(gateway, { reference: source, platform, logName });
  return image(resolved.reference, { platform, name });
}

/** The image that a definition consists of; undefined where it is more than that. */
function soleImage(bytes: Uint8Array): string | undefined {
  const [first, ...rest] = decodeDefinition(bytes).def;
  const identifier = first && decode('Op', first).source?.identifier;
  return rest.length === 1 && identifier?.startsWith('docker-image://')
    ? identifier.slice('docker-image://'.length)
    : undefined;
}
