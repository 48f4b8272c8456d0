/** What can be built of every image, besides the names of services. */
export const stageTargets = ['runner', 'root', 'compiler', 'wheels', 'lock', 'check'] as const;

export type StageTarget = (typeof stageTargets)[number];

export function isStageTarget(name: string): name is StageTarget {
  return stageTargets.some((stage) => stage === name);
}
