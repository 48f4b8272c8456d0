import type { Format } from '../format.ts';
import { readRequirements } from './read-requirements.ts';
import type { RequirementsLock } from './requirements-lock.ts';
import { selectRequirements } from './select-requirements.ts';

/** Requirements files of pip, which may have any name and may be empty, and scripts with requirements of their own. */
export const requirementsFormat: Format<'requirements', RequirementsLock> = {
  name: 'requirements',
  patterns: ['requirements.txt'],
  title: 'requirements files',
  companion: 'pyproject.toml',
  saysEveryVersion: false,
  sniff: ({ isData }) => !isData,
  read: readRequirements,
  select: selectRequirements,
};
