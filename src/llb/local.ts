import { Capability } from './capability.ts';
import { goJson } from './go-json.ts';
import type { Output } from './vertex.ts';
import { source } from './source.ts';
import type { VertexOptions } from './vertex-options.ts';

export interface LocalOptions extends VertexOptions {
  /** The client's session that sends the files; without it, `uniqueId` keeps clients apart. */
  readonly sessionId?: string;
  /** Instead of marshal's `localUniqueId`. */
  readonly uniqueId?: string;
  readonly includePatterns?: readonly string[];
  readonly excludePatterns?: readonly string[];
  /** Only these paths, and what symbolic links among them point to. */
  readonly followPaths?: readonly string[];
  /** Transfers with one hint update one copy on the daemon. */
  readonly sharedKeyHint?: string;
  /** How a changed file is distinguished from one that the daemon already has. */
  readonly differ?: 'none' | 'metadata';
  /** Refuses daemons that do not know `differ`. */
  readonly differRequired?: boolean;
}

/** Files of the client, by the name under which it offers them. */
export function local(name: string, options: LocalOptions = {}): Output {
  const { sessionId, uniqueId, sharedKeyHint, differ, differRequired } = options;
  const { includePatterns, excludePatterns, followPaths } = options;
  const needsDiffer = differRequired ? Capability.sourceLocalDiffer : undefined;
  return source({
    identifier: `local://${name}`,
    capability: Capability.sourceLocal,
    attributes: [
      ['local.session', sessionId, Capability.sourceLocalSessionId],
      ['local.includepattern', list(includePatterns), Capability.sourceLocalIncludePatterns],
      ['local.followpaths', list(followPaths), Capability.sourceLocalFollowPaths],
      ['local.excludepatterns', list(excludePatterns), Capability.sourceLocalExcludePatterns],
      ['local.sharedkeyhint', sharedKeyHint, Capability.sourceLocalSharedKeyHint],
      ['local.differ', differ, needsDiffer],
    ],
    lateAttributes: ({ localUniqueId }) =>
      sessionId ? [] : [['local.unique', uniqueId ?? localUniqueId, Capability.sourceLocalUnique]],
    options,
  });
}

function list(patterns: readonly string[] = []): string | undefined {
  return patterns.length > 0 ? goJson(patterns) : undefined;
}
