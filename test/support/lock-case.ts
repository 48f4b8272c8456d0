import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SourceText } from '../../src/diagnostics/source-text.ts';
import { formatNamed, lockFormat } from '../../src/lock/lock-format.ts';
import type { Lock } from '../../src/lock/lock.ts';
import { directoryOf } from '../../src/paths/context-path.ts';
import { readLock } from '../../src/lock/read-lock.ts';
import type { SelectionRequest } from '../../src/lock/selection.ts';
import { pythonTarget } from '../../src/python/python-target.ts';
import type { PythonTarget } from '../../src/python/target.ts';

/** One selection of a case: which part of which lock. */
export interface CaseSelection {
  readonly id: string;
  readonly project: string;
  readonly lock: string;
  readonly package?: string;
  readonly extras: readonly string[];
  readonly groups: readonly string[];
}

export interface LockCase {
  readonly name: string;
  readonly directory: string;
  readonly selections: readonly CaseSelection[];
  readonly mustFail: readonly CaseSelection[];
}

/** The environments that every case is selected for. */
export const environments: Readonly<Record<string, PythonTarget>> = {
  'cp313-x86_64-glibc2.41': pythonTarget({
    version: '3.13.5',
    freeThreaded: false,
    architecture: 'amd64',
    libc: { name: 'glibc', version: '2.41' },
  }),
  'cp311-aarch64-glibc2.36': pythonTarget({
    version: '3.11.2',
    freeThreaded: false,
    architecture: 'arm64',
    libc: { name: 'glibc', version: '2.36' },
  }),
  'cp312-x86_64-musl1.2': pythonTarget({
    version: '3.12.8',
    freeThreaded: false,
    architecture: 'amd64',
    libc: { name: 'musl', version: '1.2' },
  }),
};

export function json(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** The cases of a folder, laid out as test/locks/README.md says. */
export function lockCases(root: string): readonly LockCase[] {
  return readdirSync(root)
    .filter((name) => existsSync(join(root, name, 'case.json')))
    .map((name) => {
      const found = json(join(root, name, 'case.json')) as {
        selections: readonly CaseSelection[];
        must_fail?: readonly CaseSelection[];
      };
      return {
        name,
        directory: join(root, name),
        selections: found.selections,
        mustFail: found.must_fail ?? [],
      };
    });
}

/** The file of a case as the user knows it, undefined if it is not there. */
export function caseFile(of: LockCase, name: string): SourceText | undefined {
  const path = join(of.directory, name);
  return existsSync(path) ? new SourceText(name, readFileSync(path, 'utf8')) : undefined;
}

/** Reads the lock that a selection names, with every file next to it at hand. */
export function readCaseLock(of: LockCase, file: string): Lock {
  const source = caseFile(of, file);
  if (source === undefined) throw new Error(`${of.directory} has no ${file}`);
  const format = lockFormat(file, source.text);
  if (typeof format !== 'string') throw new Error(format.message);
  const beside = (name: string) => {
    const directory = directoryOf(file);
    return caseFile(of, directory === '.' ? name : `${directory}/${name}`);
  };
  return readLock({
    format,
    source,
    pyproject: beside(formatNamed(format).companion),
    readFile: (name) => caseFile(of, name),
  });
}

export function caseRequest(selection: CaseSelection, target: PythonTarget): SelectionRequest {
  return {
    target,
    project:
      selection.package === undefined
        ? { directory: selection.project }
        : { name: selection.package },
    extras: selection.extras,
    groups: selection.groups,
    noBinary: [],
    onlyBinary: [],
  };
}
