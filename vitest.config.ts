import { defineConfig } from 'vitest/config';

const project = (
  name: string,
  include: string[],
  timeoutSeconds: number,
  parallel: boolean,
  globalSetup: string[] = [],
) => ({
  test: {
    name,
    include,
    globalSetup,
    testTimeout: timeoutSeconds * 1000,
    hookTimeout: timeoutSeconds * 1000,
    fileParallelism: parallel,
  },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', ['src/**/*.test.ts', 'test/unit/**/*.test.ts'], 30, true),
      // Time of the processor, measured on a quiet machine, and no part of `npm test`.
      project('speed', ['bench/speed/**/*.test.ts'], 120, false),
      project('golden', ['test/golden/**/*.test.ts'], 60, true),
      project('engine', ['test/engine/**/*.test.ts', 'examples/**/*.test.ts'], 900, false, [
        'test/support/engine-setup.ts',
      ]),
    ],
  },
});
