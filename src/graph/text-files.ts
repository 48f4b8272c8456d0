import { file, mkdir, mkfile, scratch, type Output } from '../llb/llb.ts';

/**
 * Text files of a filesystem, by their paths in it, with the time at which they were made: a client tells the builder
 * of a changed file by its time and size alone, and these are files to commit and to build with.
 */
export function textFiles(texts: Readonly<Record<string, string>>): Output {
  const names = Object.keys(texts).sort();
  return file(
    scratch,
    names.flatMap((name) => [
      ...directory(name),
      mkfile({ path: `/${name}`, data: texts[name] ?? '' }),
    ]),
    { name: `write ${names.join(' ')}` },
  );
}

function directory(name: string) {
  const end = name.lastIndexOf('/');
  if (end === -1) return [];
  return [mkdir({ path: `/${name.slice(0, end)}`, parents: true })];
}
