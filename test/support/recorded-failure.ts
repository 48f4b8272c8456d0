import { readFileSync } from 'node:fs';
import { GatewayError } from '../../src/gateway/gateway-error.ts';

/** The status of a failure as a daemon gave it, its details decoded. */
export interface RecordedStatus {
  readonly code: number;
  readonly message: string;
  readonly details: readonly { readonly typeUrl: string; readonly value: unknown }[];
}

/** Daemons whose failures scripts/record-failures.ts recorded. */
export const recordedDaemons = ['docker-28', 'docker-26', 'buildkit-0.32'] as const;

export type RecordedDaemon = (typeof recordedDaemons)[number];

/** A recorded failure, as the channel to the daemon throws it. */
export function recordedFailure(daemon: RecordedDaemon, name: string): GatewayError {
  const file = new URL(`../failures/${daemon}.json`, import.meta.url);
  const all = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, RecordedStatus>>;
  const found = all[name];
  if (found === undefined) throw new Error(`${daemon} has no record of: ${name}`);
  return new GatewayError({
    code: found.code,
    message: found.message,
    details: found.details.map(({ typeUrl, value }) => ({
      typeUrl,
      value: Buffer.from(JSON.stringify(value)),
    })),
  });
}

/** The digest of the vertex that failed, from the details of the daemon. */
export function failedDigest({ status }: GatewayError): string {
  const detail = status.details?.find(({ typeUrl }) => typeUrl?.includes('errdefs.Vertex'));
  const { digest } = JSON.parse(Buffer.from(detail?.value ?? []).toString()) as { digest: string };
  return digest;
}
