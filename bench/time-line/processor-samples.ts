import { readFile } from 'node:fs/promises';

/** How many processors were busy in the interval that ends at a time. */
export interface ProcessorSample {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly busy: number;
}

const INTERVAL = 200;

/** Looks at the processors until it is stopped. */
export class ProcessorSampler {
  readonly #samples: ProcessorSample[] = [];
  readonly #timer: NodeJS.Timeout;
  #before: Ticks | undefined;

  constructor(processors: number) {
    this.#timer = setInterval(() => {
      void ticks().then((now) => {
        const before = this.#before;
        this.#before = now;
        if (before === undefined || now.all === before.all) return;
        const share = 1 - (now.idle - before.idle) / (now.all - before.all);
        this.#samples.push({ time: Date.now(), busy: share * processors });
      });
    }, INTERVAL);
  }

  stop(): readonly ProcessorSample[] {
    clearInterval(this.#timer);
    return this.#samples;
  }
}

interface Ticks {
  readonly idle: number;
  readonly all: number;
}

/** The first line of /proc/stat (proc(5)): user, nice, system, idle, iowait, … in ticks. */
export async function ticks(): Promise<Ticks> {
  const [line = ''] = (await readFile('/proc/stat', 'utf8')).split('\n');
  const counts = line.split(/\s+/).slice(1, 9).map(Number);
  return {
    idle: (counts[3] ?? 0) + (counts[4] ?? 0),
    all: counts.reduce((sum, count) => sum + count, 0),
  };
}
