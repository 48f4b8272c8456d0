/** RFC 9113, section 7. */
export const ErrorCode = {
  none: 0,
  refusedStream: 7,
  cancel: 8,
} as const;

/** RFC 9113, section 6.5.2. */
export const Setting = {
  headerTableSize: 1,
  enablePush: 2,
  maximumConcurrentStreams: 3,
  initialWindowSize: 4,
  maximumFrameSize: 5,
} as const;
