/**
 * The error with which buildx ends where the daemon did not wait for the frontend to start: it closes a connection on which
 * nothing comes for ten seconds (prefaceTimeout of golang.org/x/net/http2; BuildKit's frontend/gateway/gateway.go), as on
 * a machine with a hundred builds at once.
 */
const closed =
  /^ERROR: (?:(?:failed to (?:build|solve|run Build function)|target [^\s:"]+): )*frontend grpc server closed unexpectedly\r?$/m;

/** Whether the error output of buildx shows that nothing was built yet, so that a second start helps. */
export function isLateStart(errors: string): boolean {
  return closed.test(errors);
}

/** Seconds before a build is started again; a busy engine needs time. */
export const START_PAUSES = [2, 10, 30] as const;
