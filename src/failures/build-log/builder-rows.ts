import { moreMemory } from '../killed.ts';
import type { BuildRow } from './build-cause.ts';

/** Resources that the builder does not give to a build: memory, or a network. */
export const builderRows: readonly BuildRow[] = [
  {
    logs: ['killed'],
    pattern:
      /signal: 9|SIGKILL|Killed signal terminated program|fatal error: Killed|virtual memory exhausted|internal compiler error: Killed|out of memory allocating|MemoryError/,
    explain: (_, { name }) => ({
      told: 'it was killed: most likely the builder has too little memory',
      help: moreMemory(name),
    }),
  },
  {
    logs: ['network', 'submodule', 'cmake-fetch'],
    pattern:
      /((?:Could not resolve host|Name or service not known|Temporary failure in name resolution|failed to lookup address|spurious network error|Network is unreachable|Could not resolve proxy)[^\n]*)|Failed to (?:clone repository|checkout tag)[^\n]*|failed to (?:get|fetch|load source for dependency) [^\n]*as a dependency|unable to (?:update|access) '?https?:[^\n]*|Command '\['git', '(?:clone|submodule|fetch)'[^\n]*/,
    explain: ([words = ''], { name, isOwn }) => ({
      told: `its build fetches something from the network (${words.trim()})`,
      help: `Give its build a network if you trust it: \`compile: {${name}: {network: true}}\`${isOwn ? '' : ', or choose a version that has a wheel'}.`,
    }),
  },
  {
    logs: ['cmake-old'],
    pattern: /Compatibility with CMake < (3\.\d+) has been removed/,
    explain: (_, { name }) => ({
      told: 'it is written for an older CMake',
      help: `Give its build the variable that lets CMake try: \`compile: {${name}: {envs: {CMAKE_POLICY_VERSION_MINIMUM: "3.5"}}}\`, or choose a newer version of it.`,
    }),
  },
];
