import { parseBoolean } from './boolean.ts';
import type { MainContext } from './build-options.ts';
import { defined } from './defined.ts';
import { optional, type RawOptions } from './option.ts';

/** Where the context is: the option that names it has a name that another option gives. */
export function parseMainContext(raw: RawOptions): MainContext {
  const localName = raw.get('contextkey') ?? 'context';
  return {
    localName: 'context',
    ...defined({
      source: optional(raw, localName, (url) => url),
      subdirectory: optional(raw, 'contextsubdir', (path) => path),
      keepGitDirectory: optional(raw, 'build-arg:BUILDKIT_CONTEXT_KEEP_GIT_DIR', parseBoolean),
    }),
  };
}
