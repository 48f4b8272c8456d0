import { pdmFormat } from './pdm/pdm-format.ts';
import { pipfileFormat } from './pipfile/pipfile-format.ts';
import { poetryFormat } from './poetry/poetry-format.ts';
import { pylockFormat } from './pylock/pylock-format.ts';
import { requirementsFormat } from './requirements/requirements-format.ts';
import { uvFormat } from './uv/uv-format.ts';

/** Every format of locks, in the order in which they are looked for next to a project. */
export const formats = [
  uvFormat,
  pylockFormat,
  poetryFormat,
  pdmFormat,
  pipfileFormat,
  requirementsFormat,
] as const;

/** The name of a format. */
export type LockFormat = (typeof formats)[number]['name'];
