import { image, imageReference, vertexName, type NamedPlatform, type Output } from '../llb/llb.ts';
import type { BuildPlatform } from '../options/platform.ts';
import type { ImageAnswer, ImageQuestion } from './inputs.ts';
import { findContext, loadContext, type ContextLoader } from './named-context.ts';
import { resolveImage } from './resolve-image.ts';

/** Images that a build begins with or takes files of, or the contexts that the client gave in their place. */
export class BaseImages {
  readonly #loader: ContextLoader;
  readonly #named: (platform: BuildPlatform) => NamedPlatform;
  readonly #answers = new Map<string, Promise<ImageAnswer>>();
  readonly #contexts = new Map<string, Output>();

  constructor(loader: ContextLoader, named: (platform: BuildPlatform) => NamedPlatform) {
    this.#loader = loader;
    this.#named = named;
  }

  /** Each question is asked once. */
  answer(question: ImageQuestion): Promise<ImageAnswer> {
    const key = baseKey(question.reference, question.platform);
    const known = this.#answers.get(key);
    if (known) return known;
    const asked = this.#ask(question);
    this.#answers.set(key, asked);
    return asked;
  }

  /** The filesystem of an image, as an answer named it. */
  output(reference: string, platform: BuildPlatform): Output {
    return (
      this.#contexts.get(baseKey(reference, platform)) ??
      image(reference, {
        platform,
        resolveMode: this.#loader.options.imageResolveMode,
        name: vertexName(this.#named(platform), 'interpreter', reference.replace(/@.*$/, '')),
      })
    );
  }

  async #ask({ reference, platform, aliases = [] }: ImageQuestion): Promise<ImageAnswer> {
    const { gateway, options } = this.#loader;
    const key = [reference, ...aliases]
      .map((name) => findContext(options, name, platform))
      .find((each) => each !== undefined);
    if (key === undefined) {
      return resolveImage(gateway, {
        reference,
        platform,
        resolveMode: options.imageResolveMode,
        logName: vertexName(
          this.#named(platform),
          'internal',
          `load metadata for ${imageReference(reference)}`,
        ),
      });
    }
    const context = await loadContext(this.#loader, key, platform);
    this.#contexts.set(baseKey(context.reference, platform), context.output);
    return { reference: context.reference, config: context.config ?? '{}' };
  }
}

function baseKey(reference: string, { os, architecture, variant = '' }: BuildPlatform): string {
  return [reference, os, architecture, variant].join(' ');
}
