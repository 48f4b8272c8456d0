/** Requested output, on standard output. */
export function print(text: string): void {
  process.stdout.write(text);
}

/** Messages for the user, on standard error. */
export function tell(text: string): void {
  process.stderr.write(text);
}
