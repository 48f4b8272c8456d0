import { defineConfig } from 'vitest/config';

const project = (
  name: string,
  include: string[],
  timeoutSeconds: number,
  parallel: boolean,
  {
    globalSetup = [],
    setupFiles = ['test/support/temporary-files.ts'],
  }: { readonly globalSetup?: string[]; readonly setupFiles?: string[] } = {},
) => ({
  test: {
    name,
    include,
    globalSetup,
    setupFiles,
    testTimeout: timeoutSeconds * 1000,
    hookTimeout: timeoutSeconds * 1000,
    fileParallelism: parallel,
  },
});

const HOSTILE = 'test/unit/hostile-inputs.test.ts';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...project('unit', ['src/**/*.test.ts', 'test/unit/**/*.test.ts'], 30, true).test,
          exclude: [HOSTILE],
        },
      },
      // What strangers write is read in 300 MB, of which this process has a part itself.
      {
        test: {
          ...project('unit-memory', [HOSTILE], 30, true).test,
          execArgv: ['--max-old-space-size=300'],
        },
      },
      // Time of the processor, measured on a quiet machine, and no part of `npm test`.
      project('speed', ['bench/speed/**/*.test.ts'], 120, false),
      project('golden', ['test/golden/**/*.test.ts'], 60, true),
      project('engine', ['test/engine/**/*.test.ts', 'examples/**/*.test.ts'], 900, false, {
        globalSetup: ['test/support/engine-setup.ts'],
        setupFiles: [],
      }),
    ],
  },
});
