/** A row of the table of targets. */
interface TargetRow {
  readonly name: string;
  /** One line, for `docker buildx build --call targets`. */
  readonly description: string;
  /** True for files that the command asks for; they are not listed. */
  readonly hidden: boolean;
  /** An image named after the application or after its stage, files for `--output`, or success alone. */
  readonly result: 'image' | 'stage' | 'files' | 'success';
  /**
   * The files that it needs and can prefetch while the plan is made: the wheels of a lock, the files of the
   * application.
   */
  readonly needsWheels: boolean;
  readonly needsFiles: boolean;
  /** Whether each platform has a result of its own, or all have one. */
  readonly platforms: 'each' | 'together';
}

/** Targets that every image has, besides the names of services; src/targets defines how they are made. */
export const targets = [
  {
    name: 'runner',
    description: 'The image of the application',
    hidden: false,
    result: 'image',
    needsWheels: true,
    needsFiles: true,
    platforms: 'each',
  },
  {
    name: 'debug',
    description:
      'The image on the full root, with the system packages of `debug`; a service: NAME-debug',
    hidden: false,
    result: 'image',
    needsWheels: true,
    needsFiles: true,
    platforms: 'each',
  },
  {
    name: 'root',
    description: 'The base of the image: its system packages, and no Python package',
    hidden: false,
    result: 'stage',
    needsWheels: false,
    needsFiles: false,
    platforms: 'each',
  },
  {
    name: 'compiler',
    description: 'Root and the packages for compiling',
    hidden: false,
    result: 'stage',
    needsWheels: false,
    needsFiles: false,
    platforms: 'each',
  },
  {
    name: 'wheels',
    description: 'Every wheel of the application, for --output type=local',
    hidden: false,
    result: 'files',
    needsWheels: true,
    needsFiles: false,
    platforms: 'each',
  },
  {
    name: 'lock',
    description: 'Lock files to commit, for --output type=local',
    hidden: false,
    result: 'files',
    needsWheels: false,
    needsFiles: false,
    platforms: 'together',
  },
  {
    name: 'check',
    description: 'Imports, commands and shared libraries; fails if one is missing',
    hidden: false,
    result: 'success',
    needsWheels: true,
    needsFiles: true,
    platforms: 'each',
  },
  {
    name: 'plan',
    description: 'The plan and the facts that it was made from',
    hidden: true,
    result: 'files',
    needsWheels: false,
    needsFiles: false,
    platforms: 'each',
  },
  {
    name: 'application',
    description: 'The name, extras and version of the application',
    hidden: true,
    result: 'files',
    needsWheels: true,
    needsFiles: false,
    platforms: 'each',
  },
] as const satisfies readonly TargetRow[];

type Target = (typeof targets)[number];

export type TargetName = Target['name'];

/** The targets that have a result for each platform. */
export type EachPlatform = Extract<Target, { readonly platforms: 'each' }>['name'];

/** The targets that are listed. */
export const listedTargets: readonly TargetRow[] = targets.filter(({ hidden }) => !hidden);

export function isTargetName(name: string): name is TargetName {
  return targets.some((target) => target.name === name);
}

/** The target that a name means: a service's name means its runner. */
export function targetNamed(name: string): Target {
  return targets.find((target) => target.name === name) ?? targets[0];
}

/** The possible values of `--target`, in words. */
export const targetNames = listedTargets
  .map(({ name }) => (name === 'runner' ? `${name} (default)` : name))
  .join(', ');
