import type { TestProject } from 'vitest/node';

import { command } from './command.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The environment in which `docker` talks to the engine, from scripts/engine. */
    engine: Readonly<Record<string, string>>;
  }
}

const baseImages = ['debian:trixie-slim', 'debian:bookworm-slim'];

/**
 * Before the tests that need an engine: starts it, and builds the frontend from the working tree. The engine stays
 * up for the next run, and what did not change is not built again.
 */
export default async function setup(project: TestProject): Promise<void> {
  await command('scripts/engine', ['up']);
  await command('scripts/engine', ['images', ...baseImages]);
  await startBuildkit();
  if (process.env['GROCKER_ENGINES'] === 'all') {
    for (const version of ['v0.10.6', 'v0.12.5']) {
      await command('scripts/engine', ['buildkit', version]);
    }
  }
  await command('scripts/frontend-image', []);
  const { stdout } = await command('scripts/engine', ['env']);
  project.provide('engine', parseExports(stdout));
}

/** The second engine, where it can be had; its tests are skipped elsewhere. */
async function startBuildkit(): Promise<void> {
  const { status, stderr } = await command('scripts/engine', ['buildkit'], { statuses: [0, 1] });
  if (status !== 0) process.stderr.write(`no tests on BuildKit: ${stderr}`);
}

/** Reads lines as `export NAME='VALUE'`. */
function parseExports(text: string): Readonly<Record<string, string>> {
  const lines = text.matchAll(/^export ([A-Z_]+)='(.*)'$/gm);
  return Object.fromEntries(Array.from(lines, ([, name = '', value = '']) => [name, value]));
}
