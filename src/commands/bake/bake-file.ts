/** One image of a definition, as bake builds it. */
export interface BakedImage {
  /** Undefined for the file's own image. */
  readonly service: string | undefined;
  /** With its tag. */
  readonly name: string;
}

export interface BakeSubject {
  readonly context: string;
  /** Path of the definition below the context. */
  readonly definition: string;
  readonly images: readonly BakedImage[];
  /** Empty for the builder's own. */
  readonly platforms: readonly string[];
}

/** A file for `docker buildx bake`, with a target for each image. */
export function bakeFile({ context, definition, images, platforms }: BakeSubject): object {
  const names = targetNames(images.map(({ service }) => service ?? 'runner'));
  const targets = images.map(({ service, name }, at) => [
    names[at],
    {
      context,
      dockerfile: definition,
      target: service ?? 'runner',
      tags: [name],
      ...(platforms.length > 0 && { platforms }),
    },
  ]);
  return {
    group: { default: { targets: names } },
    target: Object.fromEntries(targets) as object,
  };
}

/** Names that bake takes (buildx's bake/bake.go, validateTargetName), each once. */
function targetNames(names: readonly string[]): readonly string[] {
  const taken = new Set(names.filter((name) => /^[\w-]+$/.test(name)));
  return names.map((name) => {
    if (taken.has(name)) return name;
    let free = name.replaceAll(/[^\w-]/g, '_');
    while (taken.has(free)) free += '_';
    taken.add(free);
    return free;
  });
}
