import { rmSync } from 'node:fs';

/** Files and directories that must be gone when the command ends, however it does. */
const paths = new Set<string>();

/** What else has to be undone then. */
const calls = new Set<() => void>();

/** Has something undone if the command is interrupted, until it is forgotten. */
export function rememberCall(call: () => void): void {
  calls.add(call);
}

export function forgetCall(call: () => void): void {
  calls.delete(call);
}

/** Has a path removed if the command is interrupted, until it is forgotten. */
export function remember(path: string): void {
  paths.add(path);
}

export function forget(path: string): void {
  paths.delete(path);
}

/** At once, for a process that ends now. */
export function removeLeftovers(): void {
  for (const path of paths) {
    try {
      rmSync(path, { recursive: true, force: true });
    } catch {
      // What cannot be removed keeps nothing from ending.
    }
  }
  paths.clear();
  for (const call of calls) call();
  calls.clear();
}
