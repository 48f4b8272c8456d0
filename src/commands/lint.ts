import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defineCommand } from 'citty';
import { visibleJson } from '../diagnostics/visible-text.ts';
import { decodeSource } from '../diagnostics/decode-source.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { renderDiagnostics } from '../diagnostics/render.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { missingSettings, type MissingSetting } from '../init/missing-settings.ts';
import { edited } from '../init/text-edit.ts';
import { directoryFiles } from '../inputs/directory-files.ts';
import { readLocalFileSync } from '../inputs/local-file.ts';
import { directoryTree } from '../inputs/directory-tree.ts';
import { readDefinition } from '../spec/definition.ts';
import type { Spec } from '../spec/spec.ts';
import { contextFacts } from '../resolve/context-findings.ts';
import { lintFacts } from '../rules/lint-facts.ts';
import { lint as lintSource } from '../rules/lint.ts';
import { repeated } from './command-arguments.ts';
import type { CommandArgument } from './command-arguments.ts';
import { definitionPath, isDirectory } from './definition-path.ts';
import { exitCode } from './exit-code.ts';
import { lintRows } from './lint/lint-rows.ts';
import { quotedSources } from './quoted-sources.ts';
import { print } from './terminal.ts';
import { terminalStyle } from './terminal-style.ts';
import { UsageError } from './usage-error.ts';
import { writeWhole } from './write-whole.ts';
import { commandSummaries } from './command-summaries.ts';

const lintArguments = {
  file: {
    type: 'positional',
    required: false,
    description: 'the file, or its directory; by default grocker.yml, then .grocker.yml',
  },
  'build-arg': {
    type: 'string',
    repeatable: true,
    valueHint: 'NAME=VALUE',
    description: 'a build argument that the file declares',
  },
  fix: {
    type: 'boolean',
    default: false,
    description: 'add the missing settings that `grocker init` can infer',
  },
  json: {
    type: 'boolean',
    default: false,
    description: 'print a JSON array instead of text',
  },
} as const satisfies Readonly<Record<string, CommandArgument>>;

/** `grocker lint`: the mistakes of a grocker.yml, and what its rules find. */
export const lint = defineCommand({
  meta: {
    name: 'lint',
    description: commandSummaries.lint,
  },
  args: lintArguments,
  run: async ({ args, rawArgs }) => {
    const path = definitionPath(args.file);
    const given = buildArguments(rawArgs);
    const read = decodeSource(path, readLocalFileSync(path, 'pipe'));
    const source = args.fix && read instanceof SourceText ? await fixed(read, given) : read;
    const found =
      source instanceof SourceText
        ? [
            ...(await lintFile(source, given)),
            ...(await missing(source, given)).map(({ diagnostic }) => diagnostic),
          ]
        : [source];
    if (args.json) {
      print(visibleJson(lintRows(found)));
    } else {
      const others = found.filter(({ span }) => span?.file !== path);
      const sources = new Map([
        ...(await quotedSources(others, dirname(path))),
        ...(source instanceof SourceText ? [[path, source] as const] : []),
      ]);
      print(renderDiagnostics(found, sources, terminalStyle(process.stdout)));
    }
    return found.some(({ severity }) => severity !== 'info') ? exitCode.failed : exitCode.done;
  },
});

/** The settings that the file lacks, inferred from the files next to it. */
async function missing(
  source: SourceText,
  args: Readonly<Record<string, string>>,
): Promise<readonly MissingSetting[]> {
  const { infer } = await import('../init/infer.ts');
  const inference = infer(await directoryTree(dirname(source.name)));
  return missingSettings(source, readDefinition(source, { args }), inference);
}

/** Writes what is missing into the file; all else of it stays as it is. */
async function fixed(
  source: SourceText,
  args: Readonly<Record<string, string>>,
): Promise<SourceText> {
  const edits = (await missing(source, args)).flatMap((each) => each.edits);
  if (edits.length === 0) return source;
  const text = edited(source.text, edits);
  await writeWhole([{ path: source.name, text }]);
  return new SourceText(source.name, text);
}

async function lintFile(
  source: SourceText,
  args: Readonly<Record<string, string>>,
): Promise<readonly Diagnostic[]> {
  const context = dirname(source.name);
  const namesIn = (directory: string): readonly string[] => {
    const path = join(context, directory);
    return isDirectory(path) ? readdirSync(path) : [];
  };
  const { images } = readDefinition(source, { args });
  const specs = [...images.values()].flatMap(({ spec }) => spec ?? []);
  const files = { ...directoryFiles(context), tree: () => directoryTree(context) };
  const read = await contextFacts(files, specs);
  const factsOf = (spec: Spec) => ({ ...lintFacts(spec, namesIn), ...read.get(spec) });
  return lintSource(source, factsOf, { args });
}

function buildArguments(rawArgs: readonly string[]): Readonly<Record<string, string>> {
  const given = repeated(rawArgs, lintArguments, 'build-arg').map((argument) => {
    const at = argument.indexOf('=');
    if (at <= 0) throw new UsageError(`--build-arg takes NAME=VALUE, not "${argument}"`);
    return [argument.slice(0, at), argument.slice(at + 1)] as const;
  });
  return Object.fromEntries(given);
}
