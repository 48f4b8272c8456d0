import { file, mkdir, mkfile, scratch, type Output } from '../llb/llb.ts';
import { EPOCH } from './graph-context.ts';

/** Text files of a filesystem, by their paths in it. */
export function textFiles(texts: Readonly<Record<string, string>>): Output {
  const names = Object.keys(texts).sort();
  return file(
    scratch,
    names.flatMap((name) => [
      ...directory(name),
      mkfile({ path: `/${name}`, data: texts[name] ?? '', createdTime: EPOCH }),
    ]),
    { name: `write ${names.join(' ')}` },
  );
}

function directory(name: string) {
  const end = name.lastIndexOf('/');
  if (end === -1) return [];
  return [mkdir({ path: `/${name.slice(0, end)}`, parents: true, createdTime: EPOCH })];
}
