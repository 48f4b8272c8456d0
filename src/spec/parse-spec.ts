import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import { sortedDiagnostics } from '../diagnostics/sorted-diagnostics.ts';
import { didYouMean } from '../diagnostics/suggestion.ts';
import { readDefinition } from './definition.ts';
import type { DefinedImage, Definition, DefinitionOptions } from './definition.ts';
import { isTargetName, listedTargets } from './targets.ts';

export interface ParseOptions extends DefinitionOptions {
  /** Name of a service, or of a stage: the image that the spec describes; by default the file's own. */
  readonly target?: string;
}

/** One image of a definition, with the diagnostics of the whole file. */
export interface ParsedSpec extends Partial<DefinedImage>, Omit<Definition, 'images'> {}

/** The image that a target means, of a grocker.yml that is read whole: all of its mistakes at once. */
export function parseSpec(source: SourceText, options: ParseOptions = {}): ParsedSpec {
  const { images, ...definition } = readDefinition(source, options);
  const { target } = options;
  const debugged = debuggedImage(target, images);
  if (debugged !== undefined) return { ...definition, ...debugged };
  if (target === undefined || target === '' || isTargetName(target)) {
    return { ...definition, ...images.get(undefined) };
  }
  const image = images.get(target);
  if (image !== undefined) return { ...definition, ...image };
  const own = images.get(undefined);
  if (own === undefined || definition.isDamaged) return { ...definition, ...own };
  const names = [...images.keys()].filter((name) => name !== undefined);
  const diagnostics = [...definition.diagnostics, unknownTarget(target, names)];
  return {
    ...definition,
    document: own.document,
    diagnostics: sortedDiagnostics(diagnostics),
  };
}

const DEBUG = 'debug';

/** The image that `debug` or `SERVICE-debug` means: the same with the full root, a shell and tools. */
function debuggedImage(
  target: string | undefined,
  images: Definition['images'],
): DefinedImage | undefined {
  if (target === undefined || images.has(target)) return undefined;
  const service = target.endsWith(`-${DEBUG}`) ? target.slice(0, -DEBUG.length - 1) : undefined;
  const image = target === DEBUG ? images.get(undefined) : service && images.get(service);
  if (image === undefined || image === '' || image.spec === undefined) return undefined;
  const { spec } = image;
  const { root, dependencies } = spec;
  return {
    ...image,
    spec: {
      ...spec,
      root: {
        ...root,
        base: 'full',
        ...(root.debug.length > 0 && { debugged: { root, dependencies } }),
      },
      dependencies: { ...dependencies, run: [...dependencies.run, ...root.debug] },
    },
  };
}

function unknownTarget(target: string, services: readonly string[]): Diagnostic {
  const known = [...services, ...listedTargets.map(({ name }) => name)];
  return {
    code: 'unknown-target',
    severity: 'error',
    message: `unknown target "${target}"${didYouMean(target, known)}`,
    help: `Choose one of the targets: ${known.join(', ')}.`,
  };
}
