import type { Help } from '../../diagnostics/help.ts';
import type { Checked, Document } from '../checked.ts';
import { baseName } from '../../paths/base-name.ts';
import type { Located } from '../../diagnostics/span.ts';
import { SYSTEM_LOCK } from '../spec.ts';
import type { YamlScalar } from '../yaml/node.ts';
import { scalarsField, textError } from './fields.ts';
import type { Report } from './fields.ts';
import { contextPath } from './paths.ts';

/** Files of a project that declare requirements, each with the lock that pins them. */
const unlocked: Readonly<Record<string, string>> = {
  'pyproject.toml': 'uv.lock or poetry.lock',
  'setup.py': 'a requirements file',
  'setup.cfg': 'a requirements file',
  Pipfile: 'Pipfile.lock',
  [SYSTEM_LOCK]: 'system_lock',
};

const lockNames = /^(?:.*\.lock|.*\.toml|.*\.json)$/;

/** The locks that the file names: one, or several requirements files. */
export function locks(root: Checked<Document>, report: Report): readonly Located<string>[] {
  const nodes = scalarsField(root, 'lock');
  return nodes.flatMap((node) => {
    const path = contextPath(node, report);
    if (path === undefined) return [];
    checkName(node, baseName(path.value), nodes.length > 1, report);
    return [path];
  });
}

function checkName(node: YamlScalar, name: string, isOneOfMany: boolean, report: Report): void {
  const other = Object.hasOwn(unlocked, name) ? unlocked[name] : undefined;
  if (other !== undefined) {
    const help: Help = name === SYSTEM_LOCK ? `Name it under \`${other}\`.` : `Name ${other}.`;
    report(
      textError(node, 'invalid-lock', `"${node.text}" is not a lock of Python packages`, { help }),
    );
  } else if (isOneOfMany && lockNames.test(name)) {
    report(
      textError(node, 'invalid-lock', `"${node.text}" cannot be one of several locks`, {
        help: 'Name one lock, or several requirements files.',
      }),
    );
  }
}
