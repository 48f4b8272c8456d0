import { pythonTarget } from '../../python/python-target.ts';
import { requirementEdges } from '../../targets/requirement-edges.ts';
import { orDamaged } from './damaged-image.ts';
import { duplicates } from './duplicates.ts';
import type {
  Content,
  Explained,
  ExplainedLayer,
  ExplainedPackage,
  LayerPart,
} from './explained.ts';
import type { ImageArchive } from './image-archive.ts';
import { imageFiles, type ImageConfiguration } from './image-files.ts';
import { imageSettings } from './image-settings.ts';
import { imageTree, type ImageTree } from './image-tree.ts';
import { installedPackages, type InstalledPackage } from './installed-packages.ts';
import { LEFT_OUT, leftOut } from './left-out.ts';
import { readLayer, type LayerEntry, type LayerFiles } from './layer-files.ts';
import { readSbom } from './read-sbom.ts';

export interface ExplainImageOptions {
  readonly name: string;
  /** `linux/arm64`; absent: the first of the archive. */
  readonly platform?: string | undefined;
  /** Is told before each layer. */
  readonly progress?: (layer: number, count: number) => void;
}

/** Reads every layer of an image, and which package each file is of. */
export function explainImage(
  archive: ImageArchive,
  options: ExplainImageOptions,
): Promise<Explained> {
  return orDamaged(explainedImage(archive, options));
}

async function explainedImage(
  archive: ImageArchive,
  { name, platform, progress }: ExplainImageOptions,
): Promise<Explained> {
  const { config, layers, digest, sbom } = await imageFiles(archive, platform);
  const read: LayerFiles[] = [];
  for (const [at, { path }] of layers.entries()) {
    progress?.(at + 1, layers.length);
    read.push(await readLayer(archive, path));
  }
  const tree = imageTree(read);
  const installed = installedPackages(tree);
  const packages = withRequirements(installed, tree, config, readSbom(sbom));
  const owners = new Map<string, ExplainedPackage>();
  for (const [at, { files }] of installed.entries()) {
    const owner = packages[at];
    if (owner === undefined) continue;
    for (const path of files) if (tree.files.has(path)) owners.set(path, owner);
  }
  const settings = imageSettings(config.config);
  const removed = leftOut(tree.files.get(LEFT_OUT)?.entry.text);
  return {
    name,
    kind: 'image',
    ...(digest !== undefined && { digest }),
    platform: [config.os, config.architecture, config.variant].filter(Boolean).join('/'),
    layers: read.map((layer, at) => ({
      title: config.history[at] ?? `layer ${at + 1}`,
      key: layers[at]?.diffId ?? '',
      compressed: layer.compressed,
      unpacked: layer.unpacked,
      parts: partsOf(layer, owners),
      contents: contentsOf(layer),
    })) satisfies readonly ExplainedLayer[],
    packages,
    settings,
    application: settings['label grocker.app.name'] ?? '',
    duplicates: duplicates(tree),
    ...(removed && { leftOut: removed }),
  };
}

function withRequirements(
  installed: readonly InstalledPackage[],
  tree: ImageTree,
  { architecture, config }: ImageConfiguration,
  described: ReturnType<typeof readSbom>,
): readonly ExplainedPackage[] {
  const python = installed.filter(({ kind }) => kind === 'python');
  const version = pythonVersion(tree);
  const labels = config.Labels ?? {};
  const extras = (labels['grocker.app.extras'] ?? '').split(',').filter(Boolean);
  const edges = requirementEdges(
    python,
    pythonTarget({
      version,
      freeThreaded: false,
      architecture: architecture === 'arm64' ? 'arm64' : 'amd64',
      libc: tree.files.has('lib/apk/db/installed')
        ? { name: 'musl', version: '1.2' }
        : { name: 'glibc', version: '2.41' },
    }),
    { [labels['grocker.app.name'] ?? '']: extras },
  );
  const system = new Map<string, string>();
  for (const { kind, name, provides } of installed) {
    if (kind === 'python') continue;
    for (const each of provides) if (!system.has(each)) system.set(each, name);
    system.set(name, name);
  }
  const known = new Set(python.map(({ name }) => name));
  return installed.map(({ kind, name, version: own, requires, dropped }) => ({
    kind,
    name,
    version: own,
    requires:
      kind === 'python'
        ? (edges.get(name) ?? []).filter((each) => known.has(each))
        : [...new Set(requires.flatMap((each) => system.get(each) ?? []))]
            .filter((each) => each !== name)
            .sort(),
    ...described.get(`${kind} ${name}`),
    ...(dropped && { dropped }),
  }));
}

/** The directory that packages are installed in. */
function pythonVersion({ files }: ImageTree): string {
  for (const path of files.keys()) {
    const found = /\/python(3\.\d+)t?\/site-packages\//.exec(`/${path}`)?.[1];
    if (found !== undefined) return found;
  }
  return '3.13';
}

function partsOf(
  { entries }: LayerFiles,
  owners: ReadonlyMap<string, ExplainedPackage>,
): readonly LayerPart[] {
  const parts = new Map<
    string,
    {
      name: string;
      package?: ExplainedPackage;
      compressed: number;
      unpacked: number;
      files: number;
    }
  >();
  for (const entry of entries) {
    const owner = owners.get(entry.path);
    const name = owner?.name ?? directoryOf(entry);
    const key = `${owner?.kind ?? 'files'} ${name}`;
    const part = parts.get(key) ?? {
      name,
      ...(owner && { package: owner }),
      compressed: 0,
      unpacked: 0,
      files: 0,
    };
    part.compressed += entry.compressed;
    part.unpacked += entry.size;
    if (entry.kind === 'file') part.files += 1;
    parts.set(key, part);
  }
  return [...parts.values()]
    .filter(({ files, unpacked }) => files > 0 || unpacked > 0)
    .toSorted((left, right) => right.unpacked - left.unpacked);
}

/** Where files of no package are counted: two directories deep. */
function directoryOf({ path, kind }: LayerEntry): string {
  const parts = path.split('/');
  const directories = kind === 'directory' ? parts : parts.slice(0, -1);
  return `/${directories.slice(0, 2).join('/')}`;
}

function contentsOf({ entries }: LayerFiles): ReadonlyMap<string, Content> {
  return new Map(
    entries.map(({ path, kind, size, mode, uid, gid, modified, target, sha256 }) => [
      `/${path}`,
      {
        data: sha256 ?? `${kind} ${target}`,
        attributes: `mode ${mode.toString(8)}, owner ${uid}:${gid}, time ${modified}`,
        size,
      },
    ]),
  );
}
