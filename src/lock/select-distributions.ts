import type { Lock } from './lock.ts';
import { selectPdm } from './formats/pdm/select-pdm.ts';
import { selectPipfile } from './formats/pipfile/select-pipfile.ts';
import { selectPoetry } from './formats/poetry/select-poetry.ts';
import { selectPylock } from './formats/pylock/select-pylock.ts';
import { selectRequirements } from './formats/requirements/select-requirements.ts';
import type { Selection, SelectionRequest } from './selection.ts';
import { selectUv } from './formats/uv/select-uv.ts';

/** What a lock says must be installed for one target: the files that uv and pip would choose. */
export function selectDistributions(lock: Lock, request: SelectionRequest): Selection {
  switch (lock.format) {
    case 'uv':
      return selectUv(lock, request);
    case 'pylock':
      return selectPylock(lock, request);
    case 'poetry':
      return selectPoetry(lock, request);
    case 'pdm':
      return selectPdm(lock, request);
    case 'pipfile':
      return selectPipfile(lock, request);
    case 'requirements':
      return selectRequirements(lock, request);
  }
}
