import type { Spec } from '../spec/spec.ts';
import { patternIn } from '../paths/directory-pattern.ts';
import { NOT_SOURCE } from './not-source.ts';
import type { PlannedStep, PlannedTree } from './plan.ts';

/** The layers of the context's own files: `files` first, `source` last, for it changes most. */
export function plannedTrees(spec: Spec): PlannedTree[] {
  const { files, source, image } = spec;
  const owned = image.owner === 'root' && { owner: image.owner };
  const trees: PlannedTree[] = [];
  if (files.length > 0) {
    const paths = files.map(({ value }) => value).sort();
    trees.push({
      title: `files: ${paths.join(' ')}`,
      parts: paths.map((path) => ({
        origin: { from: 'context', path, exclude: [] },
        to: join(image.workdir, path),
      })),
      ...owned,
      importable: false,
    });
  }
  if (source !== undefined) {
    const { path, to, include, exclude } = source;
    const inContext = (pattern: string) => patternIn(path, pattern);
    trees.push({
      title: `source: ${path}`,
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

function join(directory: string, path: string): string {
  return `${directory}/${path}`.replaceAll(/\/{2,}/g, '/');
}
