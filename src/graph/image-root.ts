import { bind, output, type Mount, type Output } from '../llb/llb.ts';
import type { GraphContext } from './graph-context.ts';
import { step, type Step } from './step.ts';

/** Where a step of the host has the filesystem of the image. */
export const ROOT = '/run/grocker/root';

/**
 * A script of sh that changes the filesystem of the image: as its root, or, where none of its programs run, by those of
 * the host. The variable ROOT then has the path of the filesystem.
 */
export function changedRoot(
  context: GraphContext,
  below: Output,
  {
    mounts = [],
    ...made
  }: Omit<Step, 'root' | 'mounts' | 'access'> & Partial<Pick<Step, 'mounts'>>,
): Output {
  const { host } = context;
  if (host === undefined) {
    return step(context, { ...made, root: below, mounts, access: 'none' }).root;
  }
  return step(host, {
    ...made,
    root: host.base,
    env: { ...made.env, ROOT },
    mounts: [output({ target: ROOT, source: below }), ...mounts],
    access: 'none',
  }).mount(ROOT);
}

/**
 * A script of Python that reads the filesystem of the image: on it, or, where none of its programs run, by the host's
 * Python with it as its root directory.
 *
 * @returns the output at a target.
 */
export function readRoot(
  context: GraphContext,
  root: Output,
  made: Omit<Step, 'root' | 'readonlyRoot' | 'access'>,
): (target: string) => Output {
  const { host } = context;
  const { mounts } = made;
  if (host === undefined) {
    const read = step(context, { ...made, root, readonlyRoot: true, access: 'none' });
    return (target) => read.mount(target);
  }
  const read = step(host, {
    ...made,
    root: host.base,
    script: 'chroot.py',
    args: [ROOT, made.script, ...made.args],
    mounts: [bind({ target: ROOT, source: root, noOutput: true }), ...mounts.map(inRoot)],
    access: 'none',
  });
  return (target) => read.mount(ROOT + target);
}

function inRoot(mount: Mount): Mount {
  if (mount.kind !== 'bind') throw new Error('only files are read together with a filesystem');
  return { ...mount, target: ROOT + mount.target };
}
