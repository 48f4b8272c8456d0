import { createHash } from 'node:crypto';
import { definitionToDot } from '../../llb/llb.ts';
import type {
  InstallGroup,
  Plan,
  PlannedPackage,
  PlannedTree,
  SystemInstall,
} from '../../plan/plan.ts';
import { defaultFrontend } from '../build/build-request.ts';
import { planGraph } from '../graph/plan-graph.ts';
import type {
  Content,
  Explained,
  ExplainedLayer,
  ExplainedPackage,
  LayerPart,
} from './explained.ts';
import { imageSettings } from './image-settings.ts';

/** The layers of a plan: no files of packages, and only known sizes. */
export function explainPlan(plan: Plan, name: string): Explained {
  const { platform, base, system, groups, trees, steps, packages, image } = plan;
  const owners = new Map(packages.map((each) => [each.name, pythonPackage(each)]));
  const systemLayers = (['interpreter', 'root'] as const)
    .map((stage) => system[stage])
    .filter(({ files }) => files.length > 0)
    .map((install) => systemLayer(install));
  const reference = base.reference.replace(/@.*$/, '');
  const layers = [
    layer(reference, [], [[base.reference, plain(base.reference)]]),
    ...systemLayers.map(({ made }) => made),
    ...groups.map((group) => groupLayer(group, packages, owners, plan)),
    ...trees.map(treeLayer),
    ...steps.map(({ run, envs, output }) =>
      layer(
        output === undefined ? `run ${run.join(' ')}` : `keep ${output}`,
        [],
        [[run.join(' '), plain(envs)]],
      ),
    ),
  ];
  return {
    name,
    kind: 'plan',
    platform: [platform.os, platform.architecture, platform.variant].filter(Boolean).join('/'),
    layers,
    packages: [...systemLayers.flatMap((each) => each.packages), ...owners.values()],
    settings: planSettings(image),
    application: image.application.name,
    duplicates: [],
    dot: definitionToDot(planGraph(plan, 'runner', defaultFrontend)),
  };
}

function pythonPackage({ name, version, origin }: PlannedPackage): ExplainedPackage {
  return {
    kind: 'python',
    name,
    version: version ?? '',
    requires: [],
    origin: 'url' in origin ? origin.url : 'path' in origin ? origin.path : '',
  };
}

function systemLayer({ requested, files }: SystemInstall) {
  const program = files.some(({ url }) => url.endsWith('.apk')) ? 'apk' : 'apt';
  const packages = files.map(({ name, version, url }): ExplainedPackage => ({
    kind: program === 'apt' ? 'deb' : 'apk',
    name,
    version,
    requires: [],
    origin: url,
  }));
  const parts = files.map(({ name, size }, at): LayerPart => {
    const owner = packages[at];
    return { name, ...(owner && { package: owner }), compressed: size, unpacked: null, files: 1 };
  });
  const contents = files.map(
    ({ name, version, architecture, sha256, size }) =>
      [`${name}_${version}_${architecture}`, { data: sha256, attributes: '', size }] as const,
  );
  return { made: layer(`${program}: ${requested.join(' ')}`, parts, contents), packages };
}

function groupLayer(
  group: InstallGroup,
  packages: readonly PlannedPackage[],
  owners: ReadonlyMap<string, ExplainedPackage>,
  { python, venv, compileBytecode }: Plan,
): ExplainedLayer {
  const held = packages.filter(({ name }) => group.packages.includes(name));
  const parts = held.map((each): LayerPart => {
    const owner = owners.get(each.name);
    const compressed = 'size' in each.origin ? (each.origin.size ?? null) : null;
    return {
      name: each.name,
      ...(owner && { package: owner }),
      compressed,
      unpacked: null,
      files: 1,
    };
  });
  const contents = held.map((each): readonly [string, Content] => {
    const { span: _, role: __, ...made } = each;
    const key = each.kind === 'wheel' ? each.file : `${each.name} ${each.version ?? ''}`.trim();
    return [key, plain(made)];
  });
  return layer(group.title, parts, [
    ...contents,
    ['(the Python that installs it)', plain([python, venv, compileBytecode])],
  ]);
}

function treeLayer({ title, parts, owner }: PlannedTree): ExplainedLayer {
  const contents = parts.map(
    ({ origin, to }) =>
      [`${'path' in origin ? origin.path : ''} → ${to}`, plain([origin, owner])] as const,
  );
  return layer(title, [], contents);
}

function layer(
  title: string,
  parts: readonly LayerPart[],
  contents: readonly (readonly [path: string, content: Content])[],
): ExplainedLayer {
  const isKnown = parts.length > 0 && parts.every(({ compressed }) => compressed !== null);
  const sorted = contents.toSorted(([left], [right]) => (left < right ? -1 : 1));
  const key = createHash('sha256')
    .update(JSON.stringify([title, sorted]))
    .digest('hex');
  return {
    title,
    key: `plan:${key}`,
    compressed: isKnown ? parts.reduce((sum, each) => sum + (each.compressed ?? 0), 0) : null,
    unpacked: null,
    parts: parts.toSorted((left, right) => (right.compressed ?? 0) - (left.compressed ?? 0)),
    contents: new Map(sorted),
  };
}

function plain(value: unknown): Content {
  return { data: JSON.stringify(value), attributes: '', size: null };
}

function planSettings({ env, labels, ...image }: Plan['image']): Readonly<Record<string, string>> {
  const emptied = (names: readonly string[]) =>
    names.length === 0 ? undefined : Object.fromEntries(names.map((each) => [each, {}]));
  return imageSettings({
    Env: env.map(({ name, value }) => `${name}=${value}`),
    Labels: labels,
    User: image.user,
    Entrypoint: [...(image.init === undefined ? [] : [image.init, '--']), ...image.entrypoint],
    Cmd: image.cmd.length === 0 ? undefined : image.cmd,
    WorkingDir: image.workdir,
    ExposedPorts: emptied(image.ports),
    Volumes: emptied(image.volumes),
    StopSignal: image.stopSignal,
    Healthcheck: image.healthcheck,
  });
}
