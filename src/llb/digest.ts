import { createHash } from 'node:crypto';

/** The content's SHA-256 as the OCI image specification writes a digest. */
export function digest(content: Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
