import { copy, file, scratch, type Output } from '../llb/llb.ts';
import { literalPattern } from '../paths/directory-pattern.ts';
import { isWithin } from '../paths/link-target.ts';
import type { ContextPart } from './local-context.ts';

/** A part of the context with the targets of its links in place of the links. */
export function linkedFiles(
  files: (part: ContextPart) => Output,
  { links = [], ...part }: ContextPart,
): Output {
  const places = links.map(({ path }) => literalPattern(path));
  const from = files({ ...part, exclude: [...part.exclude, ...places] });
  return file(scratch, [
    copy({ from, src: '/', dest: '/', contentsOnly: true }),
    ...links.map(({ path, target }) => {
      const inner = links
        .filter((each) => each.path !== path && isWithin(path, each.path))
        .map((each) => literalPattern(target + each.path.slice(path.length)));
      return copy({
        from: files({ path: target, exclude: [...part.exclude, ...inner] }),
        src: `/${target}`,
        dest: `/${path}`,
        contentsOnly: true,
        followSymlinks: true,
        createDestPath: true,
      });
    }),
  ]);
}
