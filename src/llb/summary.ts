import type { FileAction, Op } from './wire/messages.ts';

const LONGEST = 60;

/** The operation of a vertex, in a few words. */
export function summary({ exec, source, file, merge, diff }: Op): string {
  if (exec) return shortened((exec.meta?.args ?? []).join(' '));
  if (source) return source.identifier ?? '';
  if (file) return (file.actions ?? []).map(ofAction).join('\n');
  if (merge) return 'merge';
  return diff ? 'diff' : 'result';
}

function ofAction({ copy, mkfile, mkdir, rm, symlink }: FileAction): string {
  if (copy) return `copy ${copy.src ?? ''} ${copy.dest ?? ''}`;
  if (mkfile) return `mkfile ${mkfile.path ?? ''}`;
  if (mkdir) return `mkdir ${mkdir.path ?? ''}`;
  if (rm) return `rm ${rm.path ?? ''}`;
  return `symlink ${symlink?.newpath ?? ''} -> ${symlink?.oldpath ?? ''}`;
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
