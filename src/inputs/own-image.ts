import type { Gateway } from '../gateway/gateway.ts';
import {
  decodeDefinition,
  fromDefinition,
  image,
  vertexName,
  type Definition,
  type NamedPlatform,
  type Output,
} from '../llb/llb.ts';
import { decode } from '../llb/wire/decode.ts';
import { formatPlatform, type BuildPlatform } from '../options/platform.ts';
import { resolveImage } from './resolve-image.ts';

/**
 * The filesystem of this frontend's own image, for a platform: from the definition that the daemon left next to the
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
  if (definition) {
    const decoded = decodeDefinition(definition);
    const own = fromDefinition(decoded);
    const reference = soleImage(decoded);
    // Byte for byte the vertex that the daemon started this process from, which it need not look up again.
    if (reference === undefined || isSame(own.platform, platform)) return own;
    return image(reference, { platform, name });
  }
  if (source === undefined) return undefined;
  const logName = vertexName(named, 'internal', `load metadata for ${source}`);
  const resolved = await resolveImage(gateway, { reference: source, platform, logName });
  return image(resolved.reference, { platform, name });
}

/** The image that a definition consists of; undefined if it is more than that. */
function soleImage({ def: [first, ...rest] }: Definition): string | undefined {
  const identifier = first && decode('Op', first).source?.identifier;
  return rest.length === 1 && identifier?.startsWith('docker-image://')
    ? identifier.slice('docker-image://'.length)
    : undefined;
}

function isSame(one: BuildPlatform | undefined, other: BuildPlatform): boolean {
  return one !== undefined && formatPlatform(one) === formatPlatform(other);
}
