import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { FactSource } from '../facts/fact-source.ts';
import type { Platform } from '../plan/plan.ts';
import type { Asset, Spec } from '../spec/spec.ts';

/** The images, or contexts of the client, that `files` takes from: what each name means today. */
export async function assetReferences(
  source: Pick<FactSource, 'baseImage'>,
  { assets }: Pick<Spec, 'assets'>,
  platform: Platform,
): Promise<ReadonlyMap<string, string>> {
  const byName = new Map(assets.map((asset) => [asset.from.value, asset]));
  const answers = await Promise.all(
    [...byName].map(async ([name, asset]): Promise<[string, string]> => {
      const question = { reference: name, platform };
      const { reference } = await source.baseImage(question).catch((error: unknown) => {
        throw error instanceof DiagnosticError ? error : unknownSource(asset, error);
      });
      return [name, reference];
    }),
  );
  return new Map(answers);
}

function unknownSource({ from }: Asset, cause: unknown): DiagnosticError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DiagnosticError(
    [
      {
        code: 'file-source',
        severity: 'error',
        message: `there is no build context ${from.value}, and no image of that name: ${reason}`,
        span: from.span,
        help: `give the build \`--build-context ${from.value}=DIRECTORY\`, or name an image that the builder can pull`,
      },
    ],
    { cause },
  );
}
