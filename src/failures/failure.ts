import { exitCode, failedOperation, vertexDigest } from '../gateway/error-details.ts';
import { failureKind, type FailureKind } from '../gateway/failure-kind.ts';
import type { GatewayError } from '../gateway/gateway-error.ts';

/** All details of a failure from the daemon, read once. */
export interface Failure {
  readonly kind: FailureKind;
  /** The daemon's own message, for failures without details. */
  readonly message: string;
  /** For the vertex that failed. */
  readonly digest?: string;
  readonly exitCode?: number;
  /** Arguments of the process that failed. */
  readonly args: readonly string[];
  /** The source that could not be fetched. */
  readonly source?: { readonly url: string; readonly checksum?: string };
}

export function readFailure({ status }: GatewayError): Failure {
  const { args = [], source } = failedOperation(status) ?? {};
  const digest = vertexDigest(status);
  const code = exitCode(status);
  return {
    kind: failureKind(status),
    message: status.message ?? '',
    args,
    ...(digest !== undefined && { digest }),
    ...(code !== undefined && { exitCode: code }),
    ...(source && { source }),
  };
}

/** Whether the process that failed is a script of steps/. */
export function isScript({ args, message, kind }: Failure, name: string): boolean {
  if (kind !== 'process') return false;
  const ending = `/steps/${name}`;
  // A daemon that does not send the operation quotes its command.
  return args.length > 0
    ? args.some((word) => word.endsWith(ending))
    : message.includes(`${ending} `);
}

/** The JSON request of a script of steps/, if it is one. */
export function request({ args }: Failure): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(args.at(-1) ?? '');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
