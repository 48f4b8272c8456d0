import { addPackage } from '../../package-source.ts';
import { Selecting } from '../../selecting.ts';
import type { Selection, SelectionRequest } from '../../selection.ts';
import type { PdmLock, PdmPackage, PdmTarget } from './pdm-lock.ts';
import { isPdmPlatform, pdmPlatform } from './pdm-platform.ts';
import { PdmWalk } from './pdm-walk.ts';

/** The selection of `pdm install --prod -G …`. */
export function selectPdm(lock: PdmLock, request: SelectionRequest): Selection {
  const selecting = new Selecting(lock, request);
  checkTargets(lock, selecting);
  const extras = selecting.known('extra', request.extras, new Set(lock.extraNames), 'the project');
  const groups = selecting.known('group', request.groups, new Set(lock.groupNames), 'the project');
  const wanted = ['default', ...extras, ...groups];
  checkLocked(lock, selecting, wanted);
  const packages = lock.hasGroups
    ? lock.packages.filter(
        (locked) =>
          (locked.groups.length === 0 || wanted.some((name) => locked.groups.includes(name))) &&
          selecting.evaluation.holds(locked.marker, selecting.line(locked.line)),
      )
    : new PdmWalk(lock, selecting).walk(wanted);
  // An entry with extras repeats the one without, or leaves its files to it.
  const taken = new Map<string, PdmPackage>();
  for (const locked of packages) {
    const identity = `${locked.name} ${locked.version ?? ''}`;
    const other = taken.get(identity);
    if (other === undefined || other.extras.length > locked.extras.length) {
      taken.set(identity, locked);
    }
  }
  for (const locked of taken.values()) addPackage(selecting, locked);
  const [only] = lock.targets;
  return selecting.finish(lock.targets.length === 1 ? (only?.requiresPython ?? null) : null);
}

function checkTargets(lock: PdmLock, selecting: Selecting): void {
  const { targets } = lock;
  if (targets.length === 0) return;
  const top = selecting.line(1);
  const python = (target: PdmTarget) =>
    target.requiresPython === undefined ||
    target.requiresPython === '' ||
    selecting.evaluation.admitsPython(target.requiresPython, top);
  if (!targets.some(python)) {
    const named = targets.map(({ requiresPython = '' }) => requiresPython).join(' · ');
    selecting.report(
      'lock-python',
      `\`${lock.file}\` is for Python ${named}, the runtime has ${selecting.request.target.interpreter.version}`,
      top,
      'Choose a runtime with such a Python, or change requires-python and run `pdm lock`.',
    );
    return;
  }
  const { interpreter, environment } = selecting.request.target;
  const fits = ({ platform = '', implementation = 'cpython' }: PdmTarget) =>
    implementation === 'cpython' && isPdmPlatform(platform, selecting.request.target);
  if (targets.some((target) => python(target) && fits(target))) return;
  const named = targets.map(
    ({ platform, implementation }) => [platform, implementation].filter(Boolean).join(' ') || 'any',
  );
  const { name, version } = interpreter.libc;
  const here = pdmPlatform(selecting.request.target);
  selecting.report(
    'lock-environment',
    `\`${lock.file}\` is not for ${environment.platform_machine} with ${name} ${version}, only for: ${[...new Set(named)].join(' · ')}`,
    top,
    `Run \`pdm lock --platform ${here} --append\` and commit pdm.lock.`,
  );
}

function checkLocked(lock: PdmLock, selecting: Selecting, wanted: readonly string[]): void {
  const { lockedGroups } = lock;
  if (lockedGroups === null) return;
  const absent = wanted.filter((name) => !lockedGroups.includes(name));
  if (absent.length === 0) return;
  // Groups that are not named are left out of the new lock.
  const named = [...lockedGroups, ...absent].filter((name) => name !== 'default');
  selecting.report(
    'lock-stale',
    `\`${lock.file}\` was made without ${absent.map((name) => `\`${name}\``).join(', ')}`,
    selecting.line(1),
    `Run \`pdm lock ${named.map((name) => `-G ${name}`).join(' ')}\` and commit pdm.lock.`,
  );
}
