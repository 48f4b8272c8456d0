/** What was asked for, on standard output. */
export function print(text: string): void {
  process.stdout.write(text);
}

/** What a person should know meanwhile, on standard error. */
export function tell(text: string): void {
  process.stderr.write(text);
}
