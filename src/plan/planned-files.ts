import type { Spec } from '../spec/spec.ts';
import { patternIn } from '../paths/directory-pattern.ts';
import { mirroredUrl } from './mirrored-url.ts';
import { NOT_SOURCE } from './not-source.ts';
import { spanAcross } from './planned-places.ts';
import type { ContextTree, PlannedStep, PlannedTree } from './plan.ts';

/** The layers of files: `fetch`, then those of images and named contexts, each a layer, then the context's own. */
export function plannedTrees(spec: Spec, references: ReadonlyMap<string, string>): PlannedTree[] {
  const owned = spec.image.owner === 'user' && { owner: spec.image.owner };
  const images = spec.assets.map(({ from, path, to, span }): PlannedTree => {
    const reference = references.get(from.value);
    if (reference === undefined) throw new Error(`${from.value} was not requested`);
    return {
      title: `files: ${path === '.' ? from.value : `${path} of ${from.value}`}`,
      parts: [{ origin: { from: 'image', reference, path }, to: absolute(spec, to) }],
      ...owned,
      importable: false,
      span,
    };
  });
  const downloads = spec.downloads.map(({ url, sha256, file, to, unpack, span }): PlannedTree => {
    if (sha256 === undefined) throw new Error(`the hash of ${url} was not requested`);
    const more = unpack && { unpack };
    const origin = {
      ...({ from: 'download', url: mirroredUrl(spec, url), sha256, path: file } as const),
      ...more,
    };
    return {
      title: `fetch: ${file}`,
      parts: [{ origin, to: absolute(spec, to) }],
      ...owned,
      importable: false,
      span,
    };
  });
  return [...downloads, ...images, ...contextTrees(spec)];
}

/** The layers of the context's own files: `files` first, `source` last, for it changes most. */
export function contextTrees(spec: Spec): ContextTree[] {
  const { files, source, image } = spec;
  const owned = image.owner === 'user' && { owner: image.owner };
  const trees: ContextTree[] = [];
  if (files.length > 0) {
    const paths = files.map(({ value }) => value).sort();
    const span = spanAcross(files);
    trees.push({
      title: `files: ${paths.join(' ')}`,
      parts: paths.map((path) => ({
        origin: { from: 'context', path, exclude: [] },
        to: join(image.workdir, path),
      })),
      ...owned,
      importable: false,
      ...(span && { span }),
    });
  }
  if (source !== undefined) {
    const { path, to, include, exclude, span } = source;
    const inContext = (pattern: string) => patternIn(path, pattern);
    trees.push({
      title: path === '.' ? 'application files' : `application files of ${path}`,
      parts: [
        {
          origin: {
            from: 'context',
            path,
            ...(include.length > 0 && { include: include.map(inContext) }),
            exclude: [...NOT_SOURCE, ...exclude.map(inContext)],
          },
          to: to ?? image.workdir,
        },
      ],
      ...owned,
      importable: true,
      span,
    });
  }
  return trees;
}

export function plannedSteps({ steps, image }: Spec): PlannedStep[] {
  return steps.map(({ run, envs, output, span }) => ({
    run,
    envs,
    ...(output !== undefined && { output: join(image.workdir, output) }),
    span,
  }));
}

/** A place in the image; what is relative begins at the work directory. */
function absolute({ image }: Spec, to: string): string {
  return to.startsWith('/') ? to : join(image.workdir, to);
}

function join(directory: string, path: string): string {
  return `${directory}/${path}`.replaceAll(/\/{2,}/g, '/');
}
