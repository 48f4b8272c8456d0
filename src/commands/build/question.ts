import type { BuildAction } from './build-action.ts';
import type { DefinitionRequest } from './build-request.ts';
import type { BuildxRun } from './buildx-arguments.ts';
import { stageRun } from './stage-run.ts';

/** A run that builds no image but reports facts about it, for one platform, as files in a directory. */
export async function question(
  request: DefinitionRequest,
  action: BuildAction,
  run: BuildxRun,
  { target, answer }: { readonly target: string; readonly answer: string },
): Promise<BuildxRun> {
  const asked = await stageRun(request, action, run, { target, file: `${answer}.yml` });
  const passed = new Map([...asked.passed].filter(([flag]) => flag !== 'output'));
  const platform = passed.get('platform')?.[0]?.split(',')[0];
  if (platform !== undefined) passed.set('platform', [platform]);
  return { ...asked, passed, result: { output: `type=local,dest=${answer}` }, names: [] };
}
