import { joinPath } from '../paths/path-pattern.ts';
import type { EntryPoint } from './entry-point.ts';
import type { ProjectTree } from './tree.ts';

/** gunicorn's own file of settings, which it reads where the command names no other. */
const USUAL = 'gunicorn.conf.py';
const BIND = /^bind\s*=\s*\[?\s*["'][^"'\n]*:(\d{2,5})["']/m;

/** A gunicorn whose file of settings says where it listens. */
export function withGunicornPort(
  entry: EntryPoint,
  tree: ProjectTree,
  directory = '.',
): EntryPoint {
  const words = (typeof entry.command === 'string' ? [entry.command] : entry.command).flatMap(
    (word) => word.split(/\s+/),
  );
  const isBound = words.some((word) => /^(?:-b|--bind(?:=|$))/.test(word));
  if (!words.includes('gunicorn') || isBound) return entry;
  const named = words.flatMap((word, at) => {
    const inline = /^(?:--config=|-c)(.+)$/.exec(word)?.[1];
    if (inline !== undefined) return [inline];
    return ['-c', '--config'].includes(words[at - 1] ?? '') ? [word] : [];
  })[0];
  const path = joinPath(directory, (named ?? USUAL).replace(/^file:/, '').replace(/^\.\//, ''));
  const port = BIND.exec(tree.texts.get(path) ?? '')?.[1];
  if (port === undefined) return entry;
  const { PORT: _, ...envs } = entry.envs;
  return { ...entry, port: Number(port), envs };
}
