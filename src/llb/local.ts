import { Capability } from './capability.ts';
import { goJson } from './go-json.ts';
import type { Output } from './output.ts';
import type { VertexOptions } from './vertex-options.ts';
import type { Edges } from './edges.ts';
import type { Surroundings } from './vertex.ts';

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
  /** How a file that the daemon has already is told from a changed one. */
  readonly differ?: 'none' | 'metadata';
  /** Refuses daemons that do not know `differ`. */
  readonly differRequired?: boolean;
}

/** Files of the client, by the name under which it offers them. */
export function local(name: string, options: LocalOptions = {}): Output {
  const { sessionId, uniqueId, sharedKeyHint, differ, differRequired } = options;
  const attrs: Record<string, string> = {};
  const capabilities: string[] = [Capability.sourceLocal];
  const set = (key: string, value: string | undefined, capability?: string) => {
    if (value === undefined || value === '') return;
    attrs[key] = value;
    if (capability !== undefined) capabilities.push(capability);
  };
  const patterns = (list: readonly string[] = []) => (list.length > 0 ? goJson(list) : undefined);
  set('local.session', sessionId, Capability.sourceLocalSessionId);
  set(
    'local.includepattern',
    patterns(options.includePatterns),
    Capability.sourceLocalIncludePatterns,
  );
  set('local.followpaths', patterns(options.followPaths), Capability.sourceLocalFollowPaths);
  set(
    'local.excludepatterns',
    patterns(options.excludePatterns),
    Capability.sourceLocalExcludePatterns,
  );
  set('local.sharedkeyhint', sharedKeyHint, Capability.sourceLocalSharedKeyHint);
  set('local.differ', differ, differRequired ? Capability.sourceLocalDiffer : undefined);
  const session = attrs['local.session'];

  const lower = (_: Edges, { localUniqueId }: Surroundings) => ({
    operation: {
      source: {
        identifier: `local://${name}`,
        attrs:
          session === undefined
            ? { ...attrs, 'local.unique': uniqueId ?? localUniqueId ?? '' }
            : attrs,
      },
    },
    capabilities:
      session === undefined ? [...capabilities, Capability.sourceLocalUnique] : capabilities,
  });
  return {
    vertex: { inputs: [], options, lower },
    index: 0,
    ...(options.platform && { platform: options.platform }),
  };
}
