import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import { removeLeftovers } from './leftovers.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type Signal = (typeof signals)[number];

/** Milliseconds that docker has to take back what it has begun. */
const patience = 10_000;

/** Thrown when the command is interrupted; everything that it created is removed on the way out. */
export class Interruption extends Error {
  readonly status: number;

  constructor(signal: Signal) {
    super(`ended by ${signal}`);
    this.name = 'Interruption';
    this.status = statusOf(signal);
  }
}

/** The exit status that shells give to what a signal has ended. */
function statusOf(signal: Signal): number {
  return 128 + constants.signals[signal];
}

const children = new Set<ChildProcess>();
/** The first one counts. */
const received = new Set<Signal>();

/** From here on a signal ends docker first, then what is left of it, then the command. */
export function listenToSignals(): void {
  for (const signal of signals) {
    process.on(signal, () => {
      interrupt(signal);
    });
  }
}

function interrupt(signal: Signal): void {
  received.add(signal);
  if (children.size === 0) {
    removeLeftovers();
    const [first = signal] = received;
    process.exit(statusOf(first));
  }
  for (const child of children) {
    // A terminal sends its interrupt to docker too, which takes a second one for the same.
    child.kill(signal);
    setTimeout(() => child.kill('SIGKILL'), patience).unref();
  }
}

/** Has a process ended where the command is. */
export function attend(child: ChildProcess): void {
  for (const signal of received) child.kill(signal);
  children.add(child);
  child.once('close', () => children.delete(child));
}

/** @throws Interruption if the command was told to end. */
export function checkInterruption(): void {
  const [first] = received;
  if (first !== undefined) throw new Interruption(first);
}
