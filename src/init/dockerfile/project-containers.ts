import { directoryOf } from '../../paths/context-path.ts';
import type { ProjectTree } from '../tree.ts';
import { COMPOSE_NAME, composeServices, type ComposeService } from './compose-file.ts';
import { readContainerFile, type ContainerFile } from './container-file.ts';

/** How a directory is run in containers already. */
export interface ProjectContainers {
  readonly file?: ContainerFile;
  /** The directory that the paths of the Dockerfile's COPY are relative to. */
  readonly context: string;
  /** The services of a Compose file that are made with it; the one with ports first. */
  readonly services: readonly ComposeService[];
}

const DOCKERFILE = /(?:^|\/)(?:Dockerfile|Containerfile)(?:[._-][\w.-]+)?$|\.Dockerfile$/i;
/** Images that are not made to run the application. */
const OTHER =
  /dev(?:el|elopment|container)?(?=[./_-]|$)|test|local|debug|\bci\b|lint|docs|base|node|nginx|frontend/i;
/** Directories in which Dockerfiles are kept, while their context is the one above. */
const KEPT =
  /(?:^|\/)(?:\.?docker(?:files?)?|deploy(?:ment)?|build|containers?|compose|\.config)(?:\/.*)?$/;

interface TreeContainers {
  readonly services: readonly ComposeService[];
  readonly files: readonly { readonly file: ContainerFile; readonly context: string }[];
}

/** The files of a tree are read once, however many directories it has. */
const known = new WeakMap<ProjectTree, TreeContainers>();

function treeContainers(tree: ProjectTree): TreeContainers {
  const before = known.get(tree);
  if (before !== undefined) return before;
  const services = [...tree.texts]
    .filter(
      ([path]) => COMPOSE_NAME.test(path.replace(/^.*\//, '')) && !OTHER.test(directoryOf(path)),
    )
    .flatMap(([path, text]) => composeServices(path, text));
  const files = [...tree.texts].flatMap(([path, text]) => {
    const file = DOCKERFILE.test(path) ? readContainerFile(path, text) : undefined;
    if (file?.isPython !== true) return [];
    const named = services.find((each) => each.dockerfile === path);
    return [{ file, context: named?.context ?? contextOf(path) }];
  });
  const read = { services, files };
  known.set(tree, read);
  return read;
}

/** The Dockerfile and the Compose services of a directory of the tree; undefined if there are none. */
export function projectContainers(
  tree: ProjectTree,
  directory: string,
): ProjectContainers | undefined {
  const { services, files } = treeContainers(tree);
  const ranked = files
    .filter(({ file }) => !OTHER.test(file.path.slice(directory === '.' ? 0 : directory.length)))
    .map((each) => ({ ...each, rank: fit(each.file, each.context, directory) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((left, right) => right.rank - left.rank || length(left) - length(right));
  const [first] = ranked;
  const context = first?.context ?? directory;
  const own = services
    .filter((each) => each.context === context)
    .filter(({ dockerfile }) => dockerfile === undefined || dockerfile === first?.file.path)
    .toSorted((left, right) => Number(right.ports.length > 0) - Number(left.ports.length > 0));
  if (first === undefined && own.length === 0) return undefined;
  return { ...(first && { file: first.file }), context, services: own };
}

function length({ file }: { readonly file: ContainerFile }): number {
  return file.path.length;
}

function contextOf(path: string): string {
  const own = directoryOf(path).replace(KEPT, '');
  return own === '' ? '.' : own;
}

/** How well a Dockerfile fits a directory: its own, or one that copies the directory from above. */
function fit({ path, copies }: ContainerFile, context: string, directory: string): number {
  const isUsual = /(?:^|\/)(?:Dockerfile|Containerfile)$/.test(path) ? 1 : 0;
  if (context === directory) return 4 + isUsual;
  const within = context === '.' ? directory : directory.slice(context.length + 1);
  const isAbove = context === '.' || directory.startsWith(`${context}/`);
  const copied = copies.some(
    ({ source }) =>
      source === within || source.startsWith(`${within}/`) || within.startsWith(`${source}/`),
  );
  return isAbove && copied ? 2 + isUsual : 0;
}
