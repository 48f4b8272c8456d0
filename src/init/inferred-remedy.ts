import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import type { ProjectTree } from '../inputs/project-tree.ts';
import { readDefinition, type DefinitionOptions } from '../spec/definition.ts';

/**
 * A failure for want of an entry point, with the line that `grocker init` would write where the files of the context
 * show how the application is started. The parser of Python is loaded only for that.
 *
 * @param tree the files of the context, requested only if they are needed.
 */
export async function withInferredEntryPoint(
  error: unknown,
  definition: () => Promise<SourceText>,
  tree: () => Promise<ProjectTree>,
  options: DefinitionOptions,
): Promise<unknown> {
  if (!(error instanceof DiagnosticError)) return error;
  if (!error.diagnostics.some(({ code }) => code === 'missing-entrypoint')) return error;
  const source = await definition();
  const read = readDefinition(source, options);
  if (read.images.get(undefined)?.spec?.image.entrypointIsDefault !== true) return error;
  const [{ infer }, { missingSettings }] = await Promise.all([
    import('./infer.ts'),
    import('./missing-settings.ts'),
  ]);
  const told = missingSettings(source, read, infer(await tree()))
    .map(({ diagnostic }) => diagnostic)
    .find(({ code }) => code === 'missing-entrypoint');
  if (told === undefined) return error;
  const others = error.diagnostics.filter(({ code }) => code !== 'missing-entrypoint');
  return new DiagnosticError([told, ...others], { cause: error });
}
