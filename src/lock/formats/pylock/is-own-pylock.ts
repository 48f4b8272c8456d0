/** Whether a lock was made by `grocker lock`, and so is made again by it. */
export function isOwnPylock(text: string): boolean {
  return /^\[tool\.grocker\]$/m.test(text);
}
