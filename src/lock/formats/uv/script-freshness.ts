import type { SourceText } from '../../../diagnostics/source-text.ts';
import { baseName } from '../../../paths/base-name.ts';
import { scriptBlocks } from '../../../python/script-blocks.ts';
import { tomlRanges } from '../../../toml/toml-ranges.ts';
import { Document, tomlDocument } from '../../document.ts';
import { Fields } from '../../fields.ts';
import { lockDiagnostic } from '../../lock-error.ts';
import { firstDifference } from './compare-declared.ts';
import { lockedRequirement, specifiers } from './locked-requirement.ts';
import type { Freshness } from './uv-freshness.ts';
import type { UvLock } from './uv-lock.ts';
import { UvPyproject } from './uv-pyproject.ts';

/** Whether a name is that of the lock of a script, which uv gives it. */
export function isScriptLock(name: string): boolean {
  return name.endsWith('.py.lock');
}

/** Reports the lock of a script that no longer matches the requirements in the script (uv, `uv lock --script`). */
export function checkScriptFreshness(
  lock: UvLock,
  root: Fields,
  readFile: ((path: string) => SourceText | undefined) | undefined,
): Freshness {
  const path = lock.file.replace(/\.lock$/, '');
  const source = readFile?.(path);
  if (source === undefined) return { diagnostics: [], missing: [path] };
  const [block] = scriptBlocks(source);
  const reason =
    block === undefined ? 'it has no block `# /// script`' : difference(lock, root, block);
  if (reason === undefined) return { diagnostics: [], missing: [] };
  const stale = lockDiagnostic(
    'lock-stale',
    `\`${lock.file}\` no longer matches ${baseName(path)}: ${reason}`,
    {
      span: { file: lock.file, start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
      help: `Run \`uv lock --script ${path}\` and commit ${baseName(lock.file)}.`,
    },
  );
  return { diagnostics: [stale], missing: [] };
}

function difference(lock: UvLock, root: Fields, block: SourceText): string | undefined {
  const metadata = tomlDocument(block).root;
  const tool = Fields.of(new Document(block, metadata, tomlRanges)).value('tool') ?? {};
  const project = new Document(block, { project: metadata, tool }, tomlRanges);
  const script = new UvPyproject(Fields.of(project), lock.directory, () => undefined);
  const tables = root.table('manifest')?.tables('requirements') ?? [];
  const locked = tables.map((table) => lockedRequirement(table, lock.directory, script));
  const declared = script.requirements();
  const known = declared.filter((one) => one !== undefined);
  // A requirement that cannot be read may be any of those that the lock has.
  if (known.length < declared.length) return undefined;
  const name = firstDifference({
    declared: known,
    locked,
    requiresPython: specifiers(lock.requiresPython ?? '') ?? [],
    self: '',
  });
  if (name === undefined) return undefined;
  if (!locked.some((one) => one.name === name)) {
    return `it requires \`${name}\`, which the lock does not have`;
  }
  if (!known.some((one) => one.name === name)) return `it does not require \`${name}\` any more`;
  return `it requires \`${name}\` differently`;
}
