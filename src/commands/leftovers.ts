import { rmSync } from 'node:fs';

/** Files and directories to remove when the command ends, however it ends. */
const paths = new Set<string>();

/** Other actions to undo on exit. */
const calls = new Set<() => void>();

/** Undoes something if the command is interrupted, until it is forgotten. */
export function rememberCall(call: () => void): void {
  calls.add(call);
}

export function forgetCall(call: () => void): void {
  calls.delete(call);
}

/** Removes a path if the command is interrupted, until it is forgotten. */
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
      // A failed removal does not prevent the exit.
    }
  }
  paths.clear();
  for (const call of calls) call();
  calls.clear();
}
