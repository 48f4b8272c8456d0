import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { diagnosticStatus, type Sources } from '../gateway/diagnostic-status.ts';
import { detailUrl, exitCode } from '../gateway/error-details.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import { StatusCode } from '../gateway/status-code.ts';
import type { Any, Status } from '../gateway/wire/messages.ts';

/** A failure as Return takes it: the daemon's own goes back as it came, with what we can add to it. */
export function failureStatus(error: unknown, sources: Sources): Status {
  if (error instanceof GatewayError) return error.status;
  if (error instanceof DiagnosticError) {
    const status = diagnosticStatus(error.diagnostics, sources);
    if (!(error.cause instanceof GatewayError)) return status;
    const { message = '', details = [] } = error.cause.status;
    // The arguments of the process do not help the user; the client shows its log.
    const cause = exitCode(error.cause.status) === undefined ? `\n  ${message}` : '';
    return {
      ...error.cause.status,
      message: `${status.message ?? ''}${cause}`,
      details: [...withoutSources(details, status.details), ...(status.details ?? [])],
    };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: StatusCode.internal, message: `an internal error of the frontend: ${message}` };
}

/** The daemon's details without the lines of its own where ours quote the place: it is the same one, or a better one. */
function withoutSources(details: readonly Any[], ours: readonly Any[] = []): readonly Any[] {
  const isSource = ({ typeUrl }: Any) => typeUrl === detailUrl('errdefs.Source');
  return ours.some(isSource) ? details.filter((detail) => !isSource(detail)) : details;
}
