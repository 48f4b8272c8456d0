import { join } from 'node:path';
import { SourceText } from '../../diagnostics/source-text.ts';
import { edited, type TextEdit } from '../../init/text-edit.ts';
import { missingSettings } from '../../init/missing-settings.ts';
import { directoryTree } from '../../inputs/directory-tree.ts';
import { definitionNames } from '../../inputs/inputs.ts';
import { readDefinition } from '../../spec/definition.ts';
import type { BuildAction } from '../build/build-action.ts';
import type { DefinitionRequest } from '../build/build-request.ts';
import { textOf } from '../build/prepare.ts';
import { writeWhole } from '../write-whole.ts';
import type { StartFix } from './start-causes.ts';
import { startEdits } from './start-edits.ts';

/**
 * Adds missing settings, and those that `grocker init` would write, to a directory's grocker.yml;
 * the rest of it stays as it is.
 *
 * @returns a line for each change; none where nothing was written.
 */
export async function fixDefinition(
  { subject, config }: DefinitionRequest,
  { context }: Pick<BuildAction, 'context'>,
  fix: StartFix | undefined,
): Promise<readonly string[]> {
  if (subject.kind !== 'directory') return [];
  const [given] = config;
  const path = subject.definition ?? given ?? (await ownDefinition(subject.path));
  const text = path === undefined ? undefined : await textOf(path);
  if (path === undefined || text === undefined) return inferredDefinition(subject.path);
  const source = new SourceText(path, text);
  const definition = readDefinition(source, { args: {} });
  if (definition.written === undefined) return [];
  const { infer } = await import('../../init/infer.ts');
  const missing = missingSettings(source, definition, infer(await directoryTree(context)));
  const edits: readonly TextEdit[] = [
    ...missing.flatMap((each) => each.edits),
    ...(fix === undefined ? [] : startEdits(text, definition.written, fix)),
  ];
  if (edits.length === 0) return [];
  await writeWhole([{ path, text: edited(text, edits) }]);
  return edits.map(({ insert }) => `${path}: ${insert.trim().replace(/^, /, '')}`);
}

async function ownDefinition(directory: string): Promise<string | undefined> {
  for (const name of definitionNames) {
    if ((await textOf(join(directory, name))) !== undefined) return join(directory, name);
  }
  return undefined;
}

/** If there is no file, the definition that was built is written first. */
async function inferredDefinition(directory: string): Promise<readonly string[]> {
  const { inferredText } = await import('../../init/inferred-text.ts');
  const text = inferredText(await directoryTree(directory));
  if (text === undefined) return [];
  const path = join(directory, definitionNames[0]);
  await writeWhole([{ path, text }]);
  return [`${path} was written, as by \`grocker init\``];
}
