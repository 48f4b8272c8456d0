import type { Layer } from '../llb/llb.ts';
import { builtTitle } from '../plan/install-groups.ts';
import type { Plan } from '../plan/plan.ts';
import type { Audit } from '../result/audit.ts';
import { imageHistory } from '../result/image-history.ts';
import type { HistoryEntry } from '../result/oci-image.ts';
import type { Planned } from './planned.ts';

/** The history of a stage; undefined if only the exporter knows its layers. */
export function stageHistory(
  { base, stages }: Pick<Planned, 'base' | 'stages'>,
  output: Planned['stages']['root'],
): readonly HistoryEntry[] | undefined {
  const layers = stages.layers(output);
  return layers && imageHistory(layers.onBase ? base : NO_BASE, layers.own);
}

/** The history of the runner, whose layers of packages say the versions that were built. */
export function runnerHistory(
  { base, stages, plan }: Pick<Planned, 'base' | 'stages' | 'plan'>,
  output: Planned['stages']['runner'],
  audit: Audit,
): readonly HistoryEntry[] | undefined {
  const layers = stages.layers(output);
  if (layers === undefined) return undefined;
  return imageHistory(layers.onBase ? base : NO_BASE, builtLayers(plan, audit, layers.own));
}

const NO_BASE = { history: [], layerCount: 0 };

function builtLayers(
  { groups, packages }: Plan,
  { distributions }: Audit,
  layers: readonly Layer[],
): readonly Layer[] {
  const versions = new Map(distributions.map(({ name, version }) => [name, version]));
  const titles = new Map(
    groups.map((group) => [group.title, builtTitle(group, packages, (name) => versions.get(name))]),
  );
  return layers.map(({ layer }) =>
    layer === undefined ? {} : { layer: titles.get(layer) ?? layer },
  );
}
