import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { FactSource } from '../facts/fact-source.ts';
import type { SourceTree } from '../inputs/source-tree.ts';
import { literalPattern } from '../paths/directory-pattern.ts';
import type { ContextOrigin, Plan, PlannedPackage, PlannedTree } from '../plan/plan.ts';
import type { Spec } from '../spec/spec.ts';

type Trees = Pick<FactSource, 'sourceTree'>;

/** The plan with the targets of links in the parts of the context, and without virtual environments. */
export async function withContextLinks(
  facts: Trees,
  spec: Spec,
  plan: Plan,
): Promise<{ readonly plan: Plan; readonly remarks: readonly Diagnostic[] }> {
  const broken: SourceTree['broken'][number][] = [];
  const [trees, packages] = await Promise.all([
    Promise.all(plan.trees.map((tree) => treeWithLinks(facts, tree, broken))),
    Promise.all(plan.packages.map((each) => packageWithLinks(facts, each, broken))),
  ]);
  const remarks = broken
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map((link) => brokenLink(spec, link));
  return { plan: { ...plan, trees, packages }, remarks };
}

export async function treeWithLinks(
  facts: Trees,
  tree: PlannedTree,
  broken: SourceTree['broken'][number][] = [],
): Promise<PlannedTree> {
  const parts = await Promise.all(
    tree.parts.map(async ({ origin, to }) => ({
      origin: origin.from === 'context' ? await withLinks(facts, origin, broken) : origin,
      to,
    })),
  );
  return { ...tree, parts };
}

/** Archives and what a build takes whole, with its repository, are left as they are. */
async function packageWithLinks(
  facts: Trees,
  planned: PlannedPackage,
  broken: SourceTree['broken'][number][],
): Promise<PlannedPackage> {
  if (planned.kind !== 'compile' || planned.origin.from !== 'context') return planned;
  const { origin } = planned;
  const isArchive =
    origin.hashes !== undefined || /\.(?:tar\.[a-z0-9]+|tgz|zip)$/.test(origin.path);
  if (isArchive || origin.repository) return planned;
  return { ...planned, origin: await withLinks(facts, origin, broken) };
}

async function withLinks(
  facts: Trees,
  origin: ContextOrigin,
  broken: SourceTree['broken'][number][],
): Promise<ContextOrigin> {
  const { path, include, exclude } = origin;
  const tree = await facts.sourceTree({ path, ...(include && { include }), exclude });
  broken.push(...tree.broken);
  return {
    ...origin,
    exclude: [...exclude, ...tree.environments.map(literalPattern)],
    ...(tree.links.length > 0 && { links: tree.links }),
  };
}

/** The warning of a link that is broken in the image. */
export function brokenLink(spec: Spec, { path, target }: SourceTree['broken'][number]): Diagnostic {
  const file = spec.files.find(({ value }) => path === value || path.startsWith(`${value}/`));
  const span = file?.span ?? spec.source?.span ?? spec.project?.span;
  return {
    code: 'broken-link',
    severity: 'warning',
    message: `${path} is a link to ${target}, which is not in the context, or contains the link: the link is copied as it is`,
    ...(span && { span }),
    help: 'Point the link to a file of the context that .dockerignore does not exclude, or remove it.',
  };
}
