import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { joinPath } from '../paths/path-pattern.ts';
import { CONDA_FILES, condaRemark } from '../project/conda-files.ts';
import type { AssumedRequirements } from './assumed-requirements.ts';
import type { ProjectTree } from './tree.ts';

/** Remarks about requirements that no file of Python's tools names. */
export function assumedRemarks(
  { texts }: ProjectTree,
  directory: string,
  assumed: AssumedRequirements | undefined,
  others: () => readonly Diagnostic[],
): readonly Diagnostic[] {
  if (assumed === undefined) return others();
  if (assumed.kind === 'imported') {
    const listed = assumed.requirements.join(', ');
    return [
      {
        code: 'undeclared-package',
        severity: 'warning',
        message: `no file names the requirements of the application: \`packages\` has what its modules import (${listed})`,
        help: 'Name them with their versions in requirements.txt.',
      },
    ];
  }
  const files = CONDA_FILES.flatMap((name) => {
    const path = joinPath(directory, name);
    const text = texts.get(path);
    return text === undefined ? [] : [[path, text] as const];
  });
  const remark = condaRemark(Object.fromEntries(files));
  if (remark === undefined) return [];
  const [file = ''] = remark.message.split(' ');
  return [
    {
      ...remark,
      message: `${file} is for conda or pixi, which Grocker does not run: \`packages\` has the Python packages that it names, from Python's index`,
      help: 'Compare the names and versions, and name libraries and programs of the system in `dependencies`.',
    },
  ];
}
