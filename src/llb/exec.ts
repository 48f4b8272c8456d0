import { lowerExec } from './exec-lower.ts';
import type { ExecOptions } from './exec-options.ts';
import { isOutput, tmpfs, type FilesystemMount, type Mount } from './mount.ts';
import type { Output } from './vertex.ts';
import { absolutePath } from '../paths/clean-path.ts';
import type { Platform } from './platform.ts';
import { sorted } from './sorted.ts';

/** The outputs of a process. */
export interface Exec {
  /** The root filesystem after it ran; as it was where it is read-only. */
  readonly root: Output;
  /** The filesystem of a mount after it ran; as it was where it is read-only. */
  readonly mount: (target: string) => Output;
}

/** A process in a container. */
export function exec(options: ExecOptions): Exec {
  if (options.args.length === 0) throw new Error('an exec needs arguments');
  const { root, readonlyRoot = false, shmSize, platform } = options;
  const mounts = options.mounts ?? [];
  const filesystems = sorted<FilesystemMount>(
    [
      { kind: 'bind', target: '/', source: root, readonly: readonlyRoot, noOutput: false },
      ...(shmSize === undefined ? [] : [tmpfs({ target: '/dev/shm', size: shmSize })]),
      ...mounts.filter(isFilesystem),
    ],
    ({ target }) => target,
  );
  const twice = filesystems.find(({ target }, at) => filesystems[at + 1]?.target === target);
  if (twice) throw new Error(`an exec has two mounts at ${twice.target}`);

  const inputs = filesystems.flatMap((mount) =>
    mount.kind === 'tmpfs' || mount.source.vertex === undefined ? [] : [mount.source],
  );
  const outputs = filesystems.filter(isOutput);
  const vertex = {
    inputs,
    options,
    lower: lowerExec(options, { filesystems, mounts, cwd: directory(options.cwd) }),
    layering: (index: number) => ({
      below: outputs.slice(index, index + 1).map(({ source }) => source),
      adds: true,
    }),
  };
  const mount = (target: string): Output => {
    const found = filesystems.find((filesystem) => filesystem.target === target);
    if (found?.kind === 'bind' && found.readonly) return found.source;
    const index = outputs.findIndex((filesystem) => filesystem === found);
    if (found?.kind !== 'bind' || index === -1) throw new Error(`${target} is no output`);
    const inherited: Platform | undefined = platform ?? found.source.platform;
    return { vertex, index, ...(inherited && { platform: inherited }) };
  };
  return { root: mount('/'), mount };
}

function isFilesystem(mount: Mount): mount is FilesystemMount {
  return mount.kind !== 'secret' && mount.kind !== 'ssh';
}

function directory(cwd = '/'): string {
  return cwd.startsWith('/') ? cwd : absolutePath(cwd);
}
