import { imageReference } from '../llb/image-reference.ts';

const official = 'docker.io/library/';
const hub = 'docker.io/';

/** The name under which a named context replaces an image: `debian:trixie-slim`, `org/app`; the tag `latest` is not written. */
export function contextName(reference: string): string {
  const full = imageReference(reference);
  const familiar = full.startsWith(official)
    ? full.slice(official.length)
    : full.startsWith(hub)
      ? full.slice(hub.length)
      : full;
  return familiar.replace(/:latest$/, '');
}
