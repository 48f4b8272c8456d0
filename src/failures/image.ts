import type { Help } from '../diagnostics/help.ts';
import type { Span } from '../diagnostics/span.ts';
import { imageReference } from '../llb/image-reference.ts';
import type { Spec } from '../spec/spec.ts';
import type { Explanation } from './explained-failure.ts';
import type { Failure } from './failure.ts';
import { unreachableBy, unreachableReason, type Unreachable } from './unreachable.ts';

const SCHEME = 'docker-image://';

/** Words of containerd for a layer that is pulled; the daemon often names the step that needs it, and not the image. */
const PULL = /httpReadSeeker|short read: expected|\/v2\/\S+\/(?:blobs|manifests)\//;

interface NamedImage {
  readonly image: string;
  readonly span?: Span | undefined;
}

/** A layer of an image could not be pulled: of the base image, or of one that files are copied from. */
export function pullFailure(
  failure: Failure,
  { runtime, assets }: Pick<Spec, 'runtime' | 'assets'>,
): Explanation | undefined {
  const images = [
    { image: runtime.image, span: runtime.span },
    ...assets.map(({ from }) => ({ image: from.value, span: from.span })),
  ];
  const pulled = pulledImage(failure, images);
  return pulled && imageFailure(failure, pulled.image, pulled.span);
}

function pulledImage(
  { source, message }: Failure,
  images: readonly NamedImage[],
): NamedImage | undefined {
  if (source !== undefined) {
    if (!source.url.startsWith(SCHEME)) return undefined;
    const image = repositoryOf(source.url.slice(SCHEME.length));
    return images.find((each) => repositoryOf(imageReference(each.image)) === image) ?? { image };
  }
  if (!PULL.test(message)) return undefined;
  const [only, ...others] = images;
  if (!message.includes('/v2/')) return others.length === 0 ? only : undefined;
  return images.find(({ image }) => {
    const path = repositoryOf(imageReference(image)).replace(/^[^/]*\//, '');
    return message.includes(`/v2/${path}/`);
  });
}

/** Without tag and digest. */
function repositoryOf(reference: string): string {
  return reference.replace(/@.*$/, '').replace(/:[^/]*$/, '');
}

/** The registry of an image does not give it; the daemon has tried more than once. */
export function imageFailure(
  { kind, message }: Pick<Failure, 'kind' | 'message'>,
  image: string,
  span: Span | undefined,
): Explanation | undefined {
  if (kind === 'cancelled' || kind === 'disconnected' || kind === 'process') return undefined;
  const registry = imageReference(image).replace(/\/.*$/, '');
  const how = unreachableBy(message) ?? (CUT.test(message) ? 'connection' : undefined);
  const [reason, help] =
    how === undefined ? refusal(kind, registry, message) : failing(how, registry);
  return {
    diagnostic: {
      code: 'image-unavailable',
      severity: 'error',
      message: `the image ${image} cannot be pulled: ${reason}`,
      ...(span && { span }),
      help,
    },
  };
}

/** containerd's words for an answer that ends early. */
const CUT = /short read|unable to discard to offset|unexpected size/i;

function failing(how: Unreachable, registry: string): readonly [reason: string, help: Help] {
  const reason = `${registry}: ${unreachableReason(how)}`;
  switch (how) {
    case 'address':
      return [
        reason,
        'Correct the name of the registry, or make sure that the builder’s daemon can resolve it.',
      ];
    case 'trust':
      return [reason, 'Give the builder’s daemon the certificate authority of that registry.'];
    case 'busy':
      return [
        reason,
        `Build again later, or log in (docker login ${registry}): most registries limit those who have not; or name the image in another registry.`,
      ];
    case 'inconsistent':
    case 'connection':
      return [
        reason,
        `Build again, and make sure that the builder’s daemon can reach ${registry} (docker pull), perhaps through a proxy or a mirror.`,
      ];
  }
}

function refusal(
  kind: Failure['kind'],
  registry: string,
  message: string,
): readonly [reason: string, help: Help] {
  if (kind === 'missing') {
    return [`${registry} has no such image`, 'Correct its name and tag: old tags are taken away.'];
  }
  if (kind === 'denied') {
    const help: Help = `Correct its name, or log in (docker login ${registry}) if it is private.`;
    return [`${registry} does not give it to this client`, help];
  }
  return [message, 'Check that the builder can pull it (docker pull).'];
}
