/** What can be built of every image, besides the names of services. */
export const stageTargets = ['runner', 'root', 'compiler', 'wheels', 'lock', 'check'] as const;

/** What the command asks for: files that tell of a build. */
export const hiddenTargets = ['plan', 'application'] as const;

export type StageTarget = (typeof stageTargets | typeof hiddenTargets)[number];

export function isStageTarget(name: string): name is StageTarget {
  return [...stageTargets, ...hiddenTargets].some((stage) => stage === name);
}
