/** The meaning of the command's exit status. */
export const exitCode = {
  /** Everything asked for was done. */
  done: 0,
  /** An input is wrong, or the work failed: see the messages above. */
  failed: 1,
  /** The command line is wrong; nothing was done. */
  usage: 2,
  /** There is no docker, or it has no buildx. */
  noDocker: 3,
} as const;

/** The same, in words, for help and documentation. */
export const exitCodeMeanings: readonly (readonly [code: number, meaning: string])[] = [
  [exitCode.done, 'everything was done as requested'],
  [exitCode.failed, 'an input is wrong, or the work failed; see the messages'],
  [exitCode.usage, 'the command line is wrong; nothing was done'],
  [exitCode.noDocker, 'there is no `docker` in PATH, or it has no buildx'],
  [130, 'interrupted'],
];
