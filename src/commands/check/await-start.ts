import { setTimeout } from 'node:timers/promises';
import type { ContainerState, Listening, StartedImage } from './container.ts';

/** How a container's start ended. */
export type Start =
  | { readonly kind: 'listens'; readonly port: number }
  | { readonly kind: 'healthy' }
  /** It has no port and no health check, and was still running after a while. */
  | { readonly kind: 'runs' }
  /** It has neither, and did its work. */
  | { readonly kind: 'done' }
  | { readonly kind: 'ended'; readonly exitCode: number; readonly isKilledForMemory: boolean }
  | { readonly kind: 'unhealthy' }
  | { readonly kind: 'loopback'; readonly port: number }
  | { readonly kind: 'silent'; readonly port: number | undefined };

/** Whether it is a success. */
export function isGoodStart({ kind }: Start): boolean {
  return kind === 'listens' || kind === 'healthy' || kind === 'runs' || kind === 'done';
}

export interface StartPorts {
  readonly state: () => Promise<ContainerState>;
  readonly listening: (port: number) => Promise<Listening>;
  /** Called with the elapsed seconds. */
  readonly progress: (seconds: number) => void;
}

/** Seconds after which a container without a port and a health check counts as running. */
const settled = 3;
/** Seconds after which one counts as up that accepts connections and answers none: it may wait for its client's words. */
const quiet = 10;
const pause = 250;

/** Waits until a container is up, or is known not to come up. */
export async function awaitStart(
  { ports, hasHealthcheck }: Pick<StartedImage, 'ports' | 'hasHealthcheck'>,
  timeout: number,
  { state, listening, progress }: StartPorts,
): Promise<Start> {
  const begun = performance.now();
  const [port] = ports;
  let last: Listening = 'nobody';
  let accepting: number | undefined;
  for (;;) {
    const seconds = (performance.now() - begun) / 1000;
    const { isRunning, exitCode, isKilledForMemory, health } = await state();
    if (!isRunning) {
      const isWork = port === undefined && !hasHealthcheck && exitCode === 0;
      return isWork ? { kind: 'done' } : { kind: 'ended', exitCode, isKilledForMemory };
    }
    if (health === 'healthy') return { kind: 'healthy' };
    if (health === 'unhealthy') return { kind: 'unhealthy' };
    let accepts = false;
    if (port !== undefined) {
      last = await listening(port);
      accepts = last === 'answers' || last === 'outside';
      accepting = accepts ? (accepting ?? seconds) : undefined;
      const isUp = last === 'answers' || (accepting !== undefined && seconds - accepting >= quiet);
      if (isUp && !hasHealthcheck) return { kind: 'listens', port };
    } else if (!hasHealthcheck && seconds >= settled) return { kind: 'runs' };
    if (seconds >= timeout) {
      if (accepts && hasHealthcheck) return { kind: 'unhealthy' };
      if (accepts && port !== undefined) return { kind: 'listens', port };
      if (last === 'loopback' && port !== undefined) return { kind: 'loopback', port };
      return { kind: 'silent', port };
    }
    progress(Math.floor(seconds));
    await setTimeout(pause);
  }
}
