import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RenderStyle } from '../../diagnostics/render.ts';
import { visibleText } from '../../diagnostics/visible-text.ts';
import type { BuildAction } from '../build/build-action.ts';
import { isGoodStart, type Start } from './await-start.ts';
import type { StartedImage } from './container.ts';
import { startCause, type StartCause } from './start-causes.ts';
import { usageCause } from './usage-causes.ts';

/** How a container of an image started, as `grocker check --json` prints it. */
export interface CheckReport {
  readonly start: Start;
  readonly seconds: number;
  readonly user: string;
  readonly ports: readonly number[];
  /** The last lines of its log. */
  readonly log: readonly string[];
  readonly cause?: StartCause;
}

/** Lines of the log that are shown, and characters of each. */
const shown = 20;
const longest = 2000;

export function checkReport({
  start,
  seconds,
  image,
  log,
  action,
}: {
  readonly start: Start;
  readonly seconds: number;
  readonly image: StartedImage;
  readonly log: string;
  readonly action: Pick<BuildAction, 'context' | 'spec'>;
}): CheckReport {
  const cause = isGoodStart(start)
    ? // It may have done nothing but print its usage.
      start.kind === 'done'
      ? usageCause(log)
      : undefined
    : startCause(log, {
        runtime: action.spec.runtime.name,
        isOwn: (module) => hasModule(action.context, module),
        port: image.ports[0],
      });
  return {
    start,
    seconds: Math.round(seconds * 10) / 10,
    user: image.user,
    ports: image.ports,
    log: log.trimEnd().split('\n').slice(-shown).map(shortened),
    ...(cause && { cause }),
  };
}

export function reportText(report: CheckReport, style: RenderStyle): string {
  const { start, seconds, log, cause } = report;
  const isGood = isGoodStart(start);
  const title = isGood ? style.strong('check') : style.error('check');
  const lines =
    log.join('') === ''
      ? ['  it wrote nothing']
      : ['  its last lines:', ...log.map((line) => `    ${visibleText(line)}`)];
  return [
    `${title}: ${outcome(start)}, after ${seconds} s`,
    ...(cause === undefined
      ? []
      : [
          `  ${visibleText(cause.message)}`,
          `  ${style.strong('help')}: ${visibleText(cause.help)}`,
        ]),
    ...(isGood ? [] : lines),
    '',
  ].join('\n');
}

function shortened(line: string): string {
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

function outcome(start: Start): string {
  switch (start.kind) {
    case 'listens':
      return `the container listens on port ${start.port}`;
    case 'healthy':
      return 'the container is healthy';
    case 'runs':
      return 'the container runs; it has neither a port nor a health check to test';
    case 'done':
      return 'the container finished with exit status 0';
    case 'ended':
      return start.isKilledForMemory
        ? 'the container was killed: it ran out of memory'
        : `the container ended with exit status ${start.exitCode}`;
    case 'unhealthy':
      return 'the health check of the container fails';
    case 'loopback':
      return `the container listens on port ${start.port} only inside of itself: bind to 0.0.0.0, not to 127.0.0.1`;
    case 'silent':
      return start.port === undefined
        ? 'the health check of the container does not succeed'
        : `nothing listens on port ${start.port}`;
  }
}

function hasModule(context: string, module: string): boolean {
  return ['', 'src'].some(
    (directory) =>
      existsSync(join(context, directory, module)) ||
      existsSync(join(context, directory, `${module}.py`)),
  );
}
