import { DiagnosticError } from '../../src/diagnostics/diagnostic.ts';
import { SourceText } from '../../src/diagnostics/source-text.ts';
import { formatNamed, lockFormat } from '../../src/lock/lock-format.ts';
import { readLock } from '../../src/lock/read-lock.ts';
import { selectDistributions } from '../../src/lock/select-distributions.ts';
import type { SelectionRequest } from '../../src/lock/selection.ts';
import { pythonTarget } from '../../src/python/python-target.ts';
import type { Interpreter } from '../../src/python/target.ts';

/** The parameters of a selection besides its target. */
export type Asked = Partial<Pick<SelectionRequest, 'extras' | 'groups' | 'project' | 'unhashed'>> &
  Partial<Pick<Interpreter, 'version' | 'architecture' | 'libc'>>;

/** The selection of a lock among these files: `name version` of each package, and the diagnostics. */
export function selectFrom(
  files: Readonly<Record<string, string>>,
  lock: string,
  { version = '3.13.5', architecture = 'amd64', libc, ...asked }: Asked = {},
): { readonly rows: readonly string[]; readonly said: readonly string[] } {
  const read = (name: string) => {
    const text = Object.hasOwn(files, name) ? files[name] : undefined;
    return text === undefined ? undefined : new SourceText(name, text);
  };
  const source = read(lock);
  if (source === undefined) throw new Error(`there is no ${lock}`);
  const target = pythonTarget({
    ...{ version, architecture, freeThreaded: false },
    libc: libc ?? { name: 'glibc', version: '2.41' },
  });
  try {
    const format = lockFormat(lock, source.text);
    if (typeof format !== 'string') throw new DiagnosticError([format]);
    const pyproject = read(formatNamed(format).companion);
    const request = { target, extras: [], groups: [], noBinary: [], onlyBinary: [], ...asked };
    const found = selectDistributions(
      readLock({ format, source, pyproject, readFile: read }),
      request,
    );
    return {
      rows: found.distributions.map((each) => `${each.name} ${each.version ?? '?'}`),
      said: found.diagnostics.map(
        ({ code, severity, message }) => `${severity} ${code}: ${message}`,
      ),
    };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const said = error.diagnostics.map(
      ({ code, severity, message }) => `${severity} ${code}: ${message}`,
    );
    return { rows: [], said };
  }
}
