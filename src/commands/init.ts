import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { defineCommand } from 'citty';
import { visibleJson, visibleText } from '../diagnostics/visible-text.ts';
import { renderDiagnostics } from '../diagnostics/render.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { definitionText } from '../init/definition-text.ts';
import { infer } from '../init/infer.ts';
import { directoryTree } from '../inputs/directory-tree.ts';
import { definitionNames } from '../inputs/inputs.ts';
import { defaultFrontend } from './build/build-request.ts';
import type { CommandArgument } from './command-arguments.ts';
import { exitCode } from './exit-code.ts';
import { chooseEntryPoint } from './init/choose-entry-point.ts';
import { lintRows } from './lint/lint-rows.ts';
import { nextCommands } from './init/next-commands.ts';
import { print, tell } from './terminal.ts';
import { terminalStyle } from './terminal-style.ts';
import { UsageError } from './usage-error.ts';
import { writeWhole } from './write-whole.ts';
import { commandSummaries } from './command-summaries.ts';

const initArguments = {
  directory: {
    type: 'positional',
    required: false,
    default: '.',
    valueHint: 'DIRECTORY',
    description: 'the directory of the application',
  },
  force: {
    type: 'boolean',
    default: false,
    description: 'replace an existing grocker.yml',
  },
  stdout: {
    type: 'boolean',
    default: false,
    description: 'print the file instead of writing it',
  },
  json: {
    type: 'boolean',
    default: false,
    description: 'print an object with the text, the remarks and the entry points that were found',
  },
} as const satisfies Readonly<Record<string, CommandArgument>>;

/** `grocker init`: writes the grocker.yml of a directory. */
export const init = defineCommand({
  meta: {
    name: 'init',
    description: commandSummaries.init,
  },
  args: initArguments,
  run: async ({ args }) => {
    const { directory, force, stdout, json } = args;
    if ((await stat(directory).catch(() => undefined))?.isDirectory() !== true) {
      throw new UsageError(`there is no directory ${directory}`);
    }
    const existing = definitionNames.map((name) => join(directory, name)).find(existsSync);
    if (existing !== undefined && !force && !stdout) {
      throw new UsageError(
        `${existing} exists: --force replaces it, --stdout prints what would be written`,
      );
    }
    const tree = await directoryTree(directory);
    const first = infer(tree);
    const chosen = await chooseEntryPoint(first.choices);
    const inference = chosen === 0 ? first : infer(tree, { chosen });
    const frontend = process.env['GROCKER_FRONTEND'] ?? defaultFrontend;
    const text = definitionText(inference.definition, frontend);
    if (stdout && !json) print(text);
    else if (!stdout) {
      const path = existing ?? join(directory, definitionNames[0]);
      await writeWhole([{ path, text }]);
      const indented = text.replaceAll(/^(?=.)/gm, '    ');
      const commands = nextCommands(path, directory, inference, frontend);
      tell(visibleText(`${path}\n\n${indented}\n${commands}`));
    }
    if (json) {
      const { remarks, choices, needs } = inference;
      const report = { text, remarks: lintRows(remarks), entryPoints: choices, needs };
      print(visibleJson(report));
    } else if (inference.remarks.length > 0) {
      const sources = new Map(
        [...tree.texts].map(([name, source]) => [name, new SourceText(name, source)]),
      );
      tell(renderDiagnostics(inference.remarks, sources, terminalStyle(process.stderr)));
    }
    return exitCode.done;
  },
});
