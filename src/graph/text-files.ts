import { file, mkfile, scratch, type Output } from '../llb/llb.ts';
import { EPOCH } from './graph-context.ts';

/** Text files in the root of a filesystem, by name. */
export function textFiles(texts: Readonly<Record<string, string>>): Output {
  const names = Object.keys(texts).sort();
  return file(
    scratch,
    names.map((name) => mkfile({ path: `/${name}`, data: texts[name] ?? '', createdTime: EPOCH })),
    { name: `write ${names.join(' ')}` },
  );
}
