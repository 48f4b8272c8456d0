import { listed } from '../../listed.ts';
import type { Selecting } from '../../selecting.ts';
import { reportConflict } from './uv-conflicts.ts';
import type { UvDependency, UvLock, UvRootRequirement } from './uv-lock.ts';
import type { UvRoots } from './uv-roots.ts';

/** A package's own dependencies, or those of one of its extras. */
interface Node {
  readonly at: number;
  readonly extra: string | undefined;
}

/** An extra of a package that is active. */
interface ActiveExtra {
  readonly package: string;
  readonly extra: string;
}

function keyOf(at: number, extra?: string): string {
  return extra === undefined ? String(at) : `${at} ${extra}`;
}

/**
 * Follows the edges of uv.lock whose markers hold.
 *
 * Edges of a lock with `conflicts` also ask which extras and groups are active, by made-up names:
 * `extra == 'extra-5-torch-cpu'`, the number being the length of the package's name. Extras become
 * active on the way, so such a lock is walked twice: to find all that are active, then to select.
 */
export class UvWalk {
  readonly #lock: UvLock;
  readonly #selecting: Selecting;
  readonly #roots: UvRoots;
  readonly #active = new Set<string>();
  readonly #activeExtras: ActiveExtra[] = [];
  readonly #isActive = (name: string): boolean => this.#active.has(name);

  constructor(lock: UvLock, selecting: Selecting, roots: UvRoots) {
    this.#lock = lock;
    this.#selecting = selecting;
    this.#roots = roots;
  }

  /** Indices of the packages to install, in the order in which they were found. */
  walk(): ReadonlySet<number> {
    this.#activateRoots();
    const installed = new Set<number>(this.#roots.installed ? this.#roots.projects : []);
    const start = this.#start(installed);
    if (this.#lock.conflicts.length > 0) {
      this.#activate(start);
      this.#checkActive();
    }
    this.#select(start, installed);
    if (!this.#roots.installed) for (const at of this.#roots.projects) installed.delete(at);
    return installed;
  }

  #activateRoots(): void {
    for (const at of this.#roots.projects) {
      const locked = this.#lock.packages[at];
      if (locked === undefined) continue;
      const { name } = locked;
      this.#active.add(`project-${name.length}-${name}`);
      for (const extra of this.#roots.extras) {
        if (Object.hasOwn(locked.extras, extra)) this.#activateExtra(name, extra);
      }
    }
    for (const at of this.#groupOwners()) {
      const name = this.#lock.packages[at]?.name ?? '';
      for (const group of this.#groupsOf(at)) {
        this.#active.add(`group-${name.length}-${name}-${group}`);
      }
    }
  }

  #activateExtra(name: string, extra: string): void {
    const encoded = `extra-${name.length}-${name}-${extra}`;
    if (this.#active.has(encoded)) return;
    this.#active.add(encoded);
    this.#activeExtras.push({ package: name, extra });
  }

  #groupOwners(): readonly number[] {
    const { projects, groupRoot } = this.#roots;
    return groupRoot === undefined ? projects : [...projects, groupRoot];
  }

  /** The wanted groups of a root; a workspace's root lends only those that the member lacks. */
  #groupsOf(at: number): readonly string[] {
    const { groups, groupRoot, projects } = this.#roots;
    const own = Object.keys(this.#lock.packages[at]?.groups ?? {});
    const wanted = own.filter((group) => groups.has(group));
    if (at !== groupRoot) return wanted;
    const member = this.#lock.packages[projects[0] ?? -1];
    return wanted.filter((group) => member?.groupNames.includes(group) !== true);
  }

  #start(installed: Set<number>): readonly Node[] {
    const start: Node[] = [];
    const seen = new Set<string>();
    const push = (at: number, extra?: string) => {
      const key = keyOf(at, extra);
      if (seen.has(key)) return;
      seen.add(key);
      start.push({ at, extra });
    };
    for (const at of this.#roots.projects) {
      push(at);
      for (const extra of this.#roots.extras) push(at, extra);
    }
    for (const at of this.#groupOwners()) {
      for (const group of this.#groupsOf(at)) {
        for (const edge of this.#lock.packages[at]?.groups[group] ?? []) {
          if (!this.#holds(edge, this.#alsoActive(edge))) continue;
          for (const extra of edge.extras) {
            this.#activateExtra(this.#lock.packages[edge.to]?.name ?? '', extra);
          }
          installed.add(edge.to);
          push(edge.to);
          for (const extra of edge.extras) push(edge.to, extra);
        }
      }
    }
    this.#startOfLock(installed, push);
    return start;
  }

  /** The requirements of the lock itself: scripts, and groups of a root that is not a project. */
  #startOfLock(installed: Set<number>, push: (at: number, extra?: string) => void): void {
    const groups = Object.entries(this.#lock.groups).filter(([name]) =>
      this.#roots.lockGroups.has(name),
    );
    const requirements = this.#roots.installed ? this.#lock.requirements : [];
    const place = this.#selecting.line(1);
    for (const wanted of [...requirements, ...groups.flatMap(([, list]) => list)]) {
      if (!this.#selecting.evaluation.holds(wanted.marker, place)) continue;
      const at = this.#find(wanted);
      if (at === undefined) continue;
      installed.add(at);
      push(at);
      for (const extra of wanted.extras) {
        this.#activateExtra(wanted.name, extra);
        push(at, extra);
      }
    }
  }

  #find({ name }: UvRootRequirement): number | undefined {
    const place = this.#selecting.line(1);
    const found = this.#lock.packages.flatMap((locked, at) =>
      locked.name === name &&
      (locked.forks.length === 0 ||
        locked.forks.some((fork) =>
          this.#selecting.evaluation.holds(fork, place, { hasExtra: () => false }),
        ))
        ? [at]
        : [],
    );
    const [only] = found;
    if (found.length === 1) return only;
    this.#selecting.report(
      'lock-ambiguous',
      found.length === 0
        ? `the lock requires \`${name}\` and has no such package`
        : `the lock has ${found.length} packages \`${name}\` for this target`,
      place,
      'Run `uv lock`.',
    );
    return undefined;
  }

  /** Names of the extras that an edge asks for and that are not active yet. */
  #alsoActive(edge: UvDependency): ReadonlySet<string> | undefined {
    if (edge.extras.length === 0 || this.#lock.conflicts.length === 0) return undefined;
    const name = this.#lock.packages[edge.to]?.name ?? '';
    const more = edge.extras
      .map((extra) => `extra-${name.length}-${name}-${extra}`)
      .filter((encoded) => !this.#active.has(encoded));
    return more.length === 0 ? undefined : new Set(more);
  }

  #holds(edge: UvDependency, also?: ReadonlySet<string>): boolean {
    if (edge.marker === undefined) return true;
    const hasExtra =
      also === undefined
        ? this.#isActive
        : (name: string) => this.#active.has(name) || also.has(name);
    const place = this.#selecting.line(this.#lock.packages[edge.to]?.line ?? 1);
    return this.#selecting.evaluation.holds(edge.marker, place, { hasExtra });
  }

  #edges({ at, extra }: Node): readonly UvDependency[] {
    const locked = this.#lock.packages[at];
    if (locked === undefined) return [];
    if (extra === undefined) return locked.dependencies;
    return listed(locked.extras, extra);
  }

  /**
   * First walk: an edge that asks for extras activates them before its own marker is evaluated.
   * A package that is reached only while some extra was not known to be active leads nowhere.
   */
  #activate(start: readonly Node[]): void {
    for (let before = -1; before !== this.#active.size;) {
      before = this.#active.size;
      const links = new Map<string, { readonly from: string; readonly edge: UvDependency }[]>();
      const startKeys = new Set(start.map((node) => keyOf(node.at, node.extra)));
      const queue = [...start];
      const seen = new Set(startKeys);
      // More nodes are added while the queue is walked.
      for (const node of queue) {
        const from = keyOf(node.at, node.extra);
        let reachedWith = -1;
        for (const edge of this.#edges(node)) {
          const also = this.#alsoActive(edge);
          if (!this.#holds(edge, also)) continue;
          if (also !== undefined || reachedWith !== this.#active.size) {
            if (!this.#reaches(from, links, startKeys, also)) continue;
            if (also === undefined) reachedWith = this.#active.size;
          }
          const name = this.#lock.packages[edge.to]?.name ?? '';
          for (const extra of edge.extras) this.#activateExtra(name, extra);
          for (const extra of [undefined, ...edge.extras]) {
            const key = keyOf(edge.to, extra);
            const known = links.get(key);
            if (known === undefined) links.set(key, [{ from, edge }]);
            else known.push({ from, edge });
            if (seen.has(key)) continue;
            seen.add(key);
            queue.push({ at: edge.to, extra });
          }
        }
      }
    }
  }

  /** Whether a way from the start still holds with what is active by now. */
  #reaches(
    key: string,
    links: ReadonlyMap<string, readonly { readonly from: string; readonly edge: UvDependency }[]>,
    startKeys: ReadonlySet<string>,
    also: ReadonlySet<string> | undefined,
  ): boolean {
    const seen = new Set([key]);
    const queue = [key];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      if (startKeys.has(at)) return true;
      for (const { from, edge } of links.get(at) ?? []) {
        if (seen.has(from) || !this.#holds(edge, also)) continue;
        seen.add(from);
        queue.push(from);
      }
    }
    return false;
  }

  /** Reports active extras that the lock declares as conflicting, from any source. */
  #checkActive(): void {
    for (const set of this.#lock.conflicts) {
      const active = set.filter(
        (item) =>
          item.extra !== undefined &&
          this.#activeExtras.some(
            (one) => one.package === item.package && one.extra === item.extra,
          ),
      );
      // Two that were asked for by name are reported already.
      const asked = active.every(({ extra }) => this.#roots.extras.has(extra ?? ''));
      if (active.length > 1 && !asked) reportConflict(this.#selecting, active);
    }
  }

  #select(start: readonly Node[], installed: Set<number>): void {
    const queue = [...start];
    const seen = new Set(start.map((node) => keyOf(node.at, node.extra)));
    for (const node of queue) {
      for (const edge of this.#edges(node)) {
        if (!this.#holds(edge)) continue;
        installed.add(edge.to);
        for (const extra of [undefined, ...edge.extras]) {
          const key = keyOf(edge.to, extra);
          if (seen.has(key)) continue;
          seen.add(key);
          queue.push({ at: edge.to, extra });
        }
      }
    }
  }
}
