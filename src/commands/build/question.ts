import { writeFile } from 'node:fs/promises';
import type { BuildAction } from './build-action.ts';
import type { DefinitionRequest } from './build-request.ts';
import type { BuildxRun } from './buildx-arguments.ts';
import { definitionText } from './merged-definition.ts';

/** A run that builds no image but tells something of it, for one platform, as files in a directory. */
export async function question(
  request: DefinitionRequest,
  { spec, document }: BuildAction,
  run: BuildxRun,
  { target, answer }: { readonly target: string; readonly answer: string },
): Promise<BuildxRun> {
  const result = { output: `type=local,dest=${answer}` };
  const passed = new Map([...run.passed].filter(([flag]) => flag !== 'output'));
  const platform = passed.get('platform')?.[0]?.split(',')[0];
  if (platform !== undefined) passed.set('platform', [platform]);
  if (request.target === undefined || !spec.services.includes(request.target)) {
    return { ...run, target, passed, result, names: [] };
  }
  // A target of its own leaves no room for the service's name: the service becomes the file's own image.
  const definition = `${answer}.yml`;
  await writeFile(definition, definitionText(document));
  passed.delete('build-arg');
  return { ...run, definition, target, passed, result, names: [] };
}
