import { hash } from 'node:crypto';

/** The content's SHA-256 as the OCI image specification writes a digest. */
export function digest(content: Uint8Array): string {
  return `sha256:${hash('sha256', content, 'hex')}`;
}
