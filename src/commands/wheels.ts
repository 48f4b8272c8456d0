import { defineCommand } from 'citty';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { renderDiagnostics } from '../diagnostics/render.ts';
import { repeated } from './command-arguments.ts';
import type { CommandArgument } from './command-arguments.ts';
import { exitCode } from './exit-code.ts';
import { visibleJson, visibleText } from '../diagnostics/visible-text.ts';
import { quotedSources } from './quoted-sources.ts';
import { print, tell } from './terminal.ts';
import { terminalStyle } from './terminal-style.ts';
import { UsageError } from './usage-error.ts';
import { selectInDirectory } from './wheels/select-in-directory.ts';
import { parseTarget } from './wheels/parse-target.ts';
import { wheelLines } from './wheels/wheel-lines.ts';
import { wheelRows } from './wheels/wheel-rows.ts';
import { commandSummaries } from './command-summaries.ts';

const wheelsArguments = {
  directory: {
    type: 'positional',
    required: false,
    description: 'the directory of the project; by default the current one',
  },
  python: {
    type: 'string',
    valueHint: 'VERSION',
    default: '3.13.5',
    description: 'the Python: 3.13.5, or 3.13t for a free-threaded one',
  },
  platform: {
    type: 'string',
    valueHint: 'PLATFORM',
    default: 'linux/amd64',
    description: 'linux/amd64 or linux/arm64',
  },
  libc: {
    type: 'string',
    valueHint: 'NAME-VERSION',
    default: 'glibc-2.41',
    description: 'the C library: glibc-2.41, musl-1.2',
  },
  lock: {
    type: 'string',
    valueHint: 'FILE',
    description: 'the lock, relative to the directory; by default the one that a build would use',
  },
  extra: {
    type: 'string',
    repeatable: true,
    valueHint: 'NAME',
    description: 'an extra of the project',
  },
  group: {
    type: 'string',
    repeatable: true,
    valueHint: 'NAME',
    description: 'a dependency group; only the named ones are selected',
  },
  package: {
    type: 'string',
    valueHint: 'NAME',
    description: 'a member of the workspace instead of the project',
  },
  json: {
    type: 'boolean',
    default: false,
    description: 'print a JSON array instead of text',
  },
} as const satisfies Readonly<Record<string, CommandArgument>>;

/** `grocker wheels`: what would be installed, from the lock alone, without an engine. */
export const wheels = defineCommand({
  meta: {
    name: 'wheels',
    description: commandSummaries.wheels,
  },
  args: wheelsArguments,
  run: async ({ args, rawArgs }) => {
    const { selection, lockFile } = selectInDirectory(args.directory ?? '.', {
      lock: args.lock,
      member: args.package,
      target: parseTarget(args),
      extras: repeated(rawArgs, wheelsArguments, 'extra'),
      groups: repeated(rawArgs, wheelsArguments, 'group'),
    });
    const { distributions, diagnostics, unpinned, dependsOnPatch } = selection;
    if (dependsOnPatch) {
      throw new UsageError(
        `the selection of ${lockFile} depends on the patch version: give --python ${args.python}.N`,
      );
    }
    const rows = wheelRows(distributions, lockFile);
    print(args.json ? visibleJson(rows) : wheelLines(rows));
    for (const { value } of unpinned)
      tell(`${visibleText(value)}: has no version until a build resolves it\n`);
    await report(diagnostics);
    return diagnostics.some(({ severity }) => severity === 'error')
      ? exitCode.failed
      : exitCode.done;
  },
});

async function report(diagnostics: readonly Diagnostic[]): Promise<void> {
  if (diagnostics.length === 0) return;
  const sources = await quotedSources(diagnostics);
  tell(renderDiagnostics(diagnostics, sources, terminalStyle(process.stderr)));
}
