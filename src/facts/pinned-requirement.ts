import type { Distribution } from '../lock/model.ts';
import { mirroredUrl } from '../plan/mirrored-url.ts';
import type { Spec } from '../spec/spec.ts';

/** What a resolution is asked for to get what a lock pins (PEP 508); undefined where no version is known. */
export function pinnedRequirement(
  spec: Spec,
  { name, version, source }: Distribution,
): string | undefined {
  const choice = source.kind === 'unlocated' ? source.choice : undefined;
  if (choice?.url !== undefined) {
    return `${name} @ ${mirroredUrl(spec, choice.url)}${fragment(choice)}`;
  }
  return version === null ? undefined : `${name}==${version}`;
}

function fragment({ subdirectory }: { readonly subdirectory?: string }): string {
  return subdirectory === undefined ? '' : `#subdirectory=${subdirectory}`;
}
