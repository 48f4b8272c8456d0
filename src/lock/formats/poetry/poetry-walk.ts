import { compareVersions, parseVersion } from '../../../python/version.ts';
import { listed } from '../../listed.ts';
import type { Selecting } from '../../selecting.ts';
import { poetryConstraintAllows } from './poetry-constraint.ts';
import type { PoetryDependency, PoetryLock, PoetryPackage } from './poetry-lock.ts';
import { parseConstraint } from './poetry-python.ts';
import type { PoetryPython } from './poetry-python.ts';

/**
 * Follows the dependencies of pyproject.toml through a lock that has no groups (before 2.1):
 * its `optional` and `category` do not say what is wanted.
 */
export class PoetryWalk {
  readonly #lock: PoetryLock;
  readonly #selecting: Selecting;
  readonly #python: PoetryPython;
  readonly #byName = new Map<string, PoetryPackage[]>();

  constructor(lock: PoetryLock, selecting: Selecting, python: PoetryPython) {
    this.#lock = lock;
    this.#selecting = selecting;
    this.#python = python;
    for (const locked of lock.packages) {
      const others = this.#byName.get(locked.name);
      if (others === undefined) this.#byName.set(locked.name, [locked]);
      else others.push(locked);
    }
  }

  walk(extras: readonly string[], groups: readonly string[]): Iterable<PoetryPackage> {
    const found = new Set<PoetryPackage>();
    const seen = new Set<string>();
    const expanded = new Set(extras);
    const queue = this.#roots(extras, groups).filter((wanted) => this.#applies(wanted, extras));
    // More are added while the queue is walked.
    for (const wanted of queue) {
      // A requirement of the project itself needs no package, only the extras that it names.
      if (wanted.name === this.#lock.name) {
        const more = wanted.extras.filter((extra) => !expanded.has(extra));
        for (const extra of more) expanded.add(extra);
        for (const each of this.#brought(more)) queue.push(each);
        continue;
      }
      const locked = this.#find(wanted);
      if (locked === undefined) continue;
      found.add(locked);
      for (const extra of ['', ...wanted.extras]) {
        const key = `${locked.name} ${locked.version} ${extra}`;
        if (seen.has(key)) continue;
        seen.add(key);
        for (const each of this.#dependencies(locked, extra)) queue.push(each);
      }
    }
    return found;
  }

  #roots(extras: readonly string[], groups: readonly string[]): PoetryDependency[] {
    const brought = new Set(extras.flatMap((extra) => listed(this.#lock.rootExtras, extra)));
    return groups
      .flatMap((group) => listed(this.#lock.roots, group))
      .filter(({ optional, name }) => !optional || brought.has(name));
  }

  /** The requirements of the project's extras. */
  #brought(extras: readonly string[]): readonly PoetryDependency[] {
    const names = new Set(extras.flatMap((extra) => listed(this.#lock.rootExtras, extra)));
    return listed(this.#lock.roots, 'main').filter(
      (wanted) => wanted.optional && names.has(wanted.name) && this.#applies(wanted, extras),
    );
  }

  #dependencies(locked: PoetryPackage, extra: string): readonly PoetryDependency[] {
    const brought = extra === '' ? undefined : new Set(listed(locked.extras, extra));
    return locked.dependencies.filter(
      (wanted) =>
        (wanted.optional ? brought?.has(wanted.name) === true : brought === undefined) &&
        this.#applies(wanted, extra === '' ? [] : [extra]),
    );
  }

  #applies(wanted: PoetryDependency, extras: readonly string[]): boolean {
    const { marker, python, platform } = wanted;
    if (python !== undefined && !this.#python.admits(python)) return false;
    const { evaluation } = this.#selecting;
    if (platform !== undefined && platform !== evaluation.target.environment.sys_platform) {
      return false;
    }
    return evaluation.holds(marker, this.#selecting.line(1), {
      hasExtra: (name) => extras.includes(name),
    });
  }

  /** The newest of the locked versions that fits; locks have several where Pythons differ. */
  #find(wanted: PoetryDependency): PoetryPackage | undefined {
    const constraint = parseConstraint(wanted.constraint, this.#selecting);
    const fitting = (this.#byName.get(wanted.name) ?? []).filter(
      ({ version, pythonVersions }) =>
        poetryConstraintAllows(constraint, version) && this.#python.admits(pythonVersions),
    );
    const [newest] = fitting.sort((a, b) => order(b.version, a.version));
    if (newest === undefined) {
      this.#selecting.report(
        'lock-stale',
        `\`${this.#lock.file}\` has no \`${wanted.name}\` ${wanted.constraint} for this Python`,
        this.#selecting.line(1),
        'Run `poetry lock` and commit poetry.lock.',
      );
    }
    return newest;
  }
}

function order(left: string, right: string): number {
  const a = parseVersion(left);
  const b = parseVersion(right);
  return a === undefined || b === undefined ? 0 : compareVersions(a, b);
}
