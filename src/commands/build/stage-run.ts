import { writeFile } from 'node:fs/promises';
import { writtenMapping } from '../../spec/substitute.ts';
import type { BuildAction } from './build-action.ts';
import type { DefinitionRequest } from './build-request.ts';
import type { BuildxRun } from './buildx-arguments.ts';
import { definitionText } from './merged-definition.ts';

/**
 * A run for a stage of the image that is asked for. A target of its own leaves no room for the name
 * of a service: that becomes the file's own image, in a definition that is written to `file`.
 */
export async function stageRun(
  request: DefinitionRequest,
  { spec, document }: BuildAction,
  run: BuildxRun,
  { target, file }: { readonly target: string; readonly file: string },
): Promise<BuildxRun> {
  if (request.target === undefined || !spec.services.includes(request.target)) {
    return { ...run, target };
  }
  await writeFile(file, definitionText(document && writtenMapping(document)));
  // Its arguments are substituted already.
  const passed = new Map([...run.passed].filter(([flag]) => flag !== 'build-arg'));
  return { ...run, definition: file, target, passed };
}
