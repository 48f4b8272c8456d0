import type { TestProject } from 'vitest/node';

import { command } from './command.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The environment in which `docker` talks to the engine, from scripts/engine. */
    engine: Readonly<Record<string, string>>;
  }
}

const baseImages = ['debian:trixie-slim', 'debian:bookworm-slim'];

/** Starts the engine before the tests that need one; it stays up for the next run. */
export default async function setup(project: TestProject): Promise<void> {
  await command('scripts/engine', ['up']);
  await command('scripts/engine', ['images', ...baseImages]);
  const { stdout } = await command('scripts/engine', ['env']);
  project.provide('engine', parseExports(stdout));
}

/** Reads lines as `export NAME='VALUE'`. */
function parseExports(text: string): Readonly<Record<string, string>> {
  const lines = text.matchAll(/^export ([A-Z_]+)='(.*)'$/gm);
  return Object.fromEntries(Array.from(lines, ([, name = '', value = '']) => [name, value]));
}
