import type { Reference } from './reference.ts';
import type { Attestation, Attestations, Ref, Result } from './wire/messages.ts';

/** The result of a frontend. */
export interface BuildResult {
  /** The filesystem of the image; absent: an empty one. */
  readonly reference?: Reference;
  /** In place of it, one for each platform. */
  readonly references?: ReadonlyMap<string, Reference | undefined>;
  /** Exporter keys (BuildKit's exporter/containerimage/exptypes). */
  readonly metadata: ReadonlyMap<string, Uint8Array | string>;
  /** By platform. */
  readonly attestations?: ReadonlyMap<string, readonly ResultAttestation[]>;
}

export type ResultAttestation = Omit<Attestation, 'ref'> & {
  readonly reference: Reference | undefined;
};

/** The wire's form; `arrays` as the capability proto.refarray says. */
export function encodeResult(result: BuildResult, arrays: boolean): Result {
  return {
    ...encodeReferences(result, arrays),
    metadata: Object.fromEntries(
      [...result.metadata].map(([key, value]) => [key, Buffer.from(value)]),
    ),
    attestations: Object.fromEntries(
      [...(result.attestations ?? [])].map(([platform, list]): [string, Attestations] => [
        platform,
        {
          attestation: list.map(({ reference, ...attestation }) => ({
            ...attestation,
            ref: encodeReference(reference),
          })),
        },
      ]),
    ),
  };
}

function encodeReferences({ reference, references }: BuildResult, arrays: boolean): Result {
  if (references === undefined) {
    return arrays ? { ref: encodeReference(reference) } : { refDeprecated: reference?.id ?? '' };
  }
  const entries = [...references];
  return arrays
    ? {
        refs: {
          refs: Object.fromEntries(entries.map(([name, each]) => [name, encodeReference(each)])),
        },
      }
    : {
        refsDeprecated: {
          refs: Object.fromEntries(entries.map(([name, each]) => [name, each?.id ?? ''])),
        },
      };
}

/** The daemon knows the definition of its own references. */
function encodeReference(reference: Reference | undefined): Ref {
  return reference ? { id: reference.id } : {};
}
