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

const LEAST = [2, 10, 30, 60] as const;

/**
 * Seconds before each further start of a build: at least these, and at most twice as many. A busy engine needs time, and builds
 * that it did not wait for at the same moment must not all come back at the same moment.
 */
export function startPauses(random: () => number = Math.random): readonly number[] {
  return LEAST.map((least) => Math.round(least * (1 + random())));
}
