/** One run of `docker buildx build`. */
export interface BuildxRun {
  readonly definition: string;
  readonly context: string;
  /** Image of the frontend. */
  readonly frontend: string;
  readonly target?: string | undefined;
  readonly names: readonly string[];
  /** Where the result goes: the engine's images, a registry, or what flags of the user say. */
  readonly result: 'load' | 'push' | 'given' | { readonly output: string };
  readonly secrets: readonly Secret[];
  readonly cache: boolean;
  readonly pull: boolean;
  /** Path that buildx writes its metadata to. */
  readonly metadata?: string | undefined;
  readonly passed: ReadonlyMap<string, readonly string[]>;
}

/** A file that reaches steps and no image. */
export interface Secret {
  readonly id: string;
  readonly file: string;
}

/** The arguments of `docker` for a build. */
export function buildxArguments(run: BuildxRun): readonly string[] {
  return [
    ...['buildx', 'build', '--file', run.definition],
    ...['--build-arg', `BUILDKIT_SYNTAX=${run.frontend}`],
    ...(run.target === undefined ? [] : ['--target', run.target]),
    ...run.names.flatMap((name) => ['--tag', name]),
    ...resultArguments(run.result),
    ...run.secrets.flatMap(({ id, file }) => ['--secret', `id=${id},${csvField(`src=${file}`)}`]),
    ...(run.cache ? [] : ['--no-cache']),
    ...(run.pull ? ['--pull'] : []),
    // Provenance tells the time of the build: with it, no two images have the same digest.
    ...((run.passed.get('attest') ?? []).some(isProvenance) ? [] : ['--provenance', 'false']),
    ...(run.metadata === undefined ? [] : ['--metadata-file', run.metadata]),
    ...[...run.passed].flatMap(([flag, values]) => values.flatMap((value) => [`--${flag}`, value])),
    run.context,
  ];
}

function isProvenance(attestation: string): boolean {
  return attestation.split(',').includes('type=provenance');
}

function resultArguments(result: BuildxRun['result']): readonly string[] {
  if (result === 'given') return [];
  if (result === 'load' || result === 'push') return [`--${result}`];
  return ['--output', result.output];
}

/** A field of a comma-separated list (RFC 4180, section 2). */
function csvField(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
