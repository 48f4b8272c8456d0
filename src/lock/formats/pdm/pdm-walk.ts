import { ParseError } from '../../../diagnostics/parse-error.ts';
import type { Requirement } from '../../../python/requirement.ts';
import { parseRequirement } from '../../../python/requirement.ts';
import { specifierContains } from '../../../python/specifier.ts';
import { listed } from '../../listed.ts';
import { lockError } from '../../lock-error.ts';
import type { Selecting } from '../../selecting.ts';
import type { PdmLock, PdmPackage } from './pdm-lock.ts';

/** Follows the requirements of pyproject.toml through a pdm.lock whose packages have no groups. */
export class PdmWalk {
  readonly #lock: PdmLock;
  readonly #selecting: Selecting;

  constructor(lock: PdmLock, selecting: Selecting) {
    this.#lock = lock;
    this.#selecting = selecting;
  }

  walk(groups: readonly string[]): Iterable<PdmPackage> {
    const found = new Set<PdmPackage>();
    const queue = groups.flatMap((group) => this.#wanted(listed(this.#lock.roots, group)));
    const expanded = new Set<string>();
    // More are added while the queue is walked.
    for (const requirement of queue) {
      // `all = ["app[redis,socks]"]`: an extra of the project that is others of it.
      if (requirement.name === this.#lock.name) {
        const extras = requirement.extras.filter((extra) => !expanded.has(extra));
        for (const extra of extras) expanded.add(extra);
        for (const extra of extras) {
          for (const each of this.#wanted(listed(this.#lock.roots, extra))) queue.push(each);
        }
        continue;
      }
      for (const locked of this.#find(requirement)) {
        if (found.has(locked)) continue;
        found.add(locked);
        for (const each of this.#wanted(locked.dependencies)) queue.push(each);
      }
    }
    return found;
  }

  #wanted(texts: readonly string[]): readonly Requirement[] {
    const place = this.#selecting.line(1);
    return texts.flatMap((text) => {
      // `-e file:///…#egg=name`: an editable of the project.
      const egg = /^-e\s.*[#&]egg=([A-Za-z0-9._-]+)/.exec(text)?.[1];
      const requirement = this.#parse(egg ?? text);
      return this.#selecting.evaluation.holds(requirement.markerText, place) ? [requirement] : [];
    });
  }

  #parse(text: string): Requirement {
    try {
      return parseRequirement(text);
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      throw lockError('lock-field', `\`${text}\` is no requirement: ${error.message}`, {
        span: this.#selecting.line(1),
      });
    }
  }

  /** The entry of the name, and the one with the requested extras. */
  #find(requirement: Requirement): readonly PdmPackage[] {
    const named = this.#lock.packages.filter(
      ({ name, version, marker, line }) =>
        name === requirement.name &&
        (version === null ||
          requirement.specifiers.length === 0 ||
          specifierContains(requirement.specifiers, version)) &&
        this.#selecting.evaluation.holds(marker, this.#selecting.line(line)),
    );
    const fitting = named.filter(
      ({ extras }) =>
        extras.length === 0 || extras.every((extra) => requirement.extras.some((e) => e === extra)),
    );
    if (fitting.length === 0) {
      this.#selecting.report(
        'lock-stale',
        `\`${this.#lock.file}\` has no \`${requirement.name}\` as it is required`,
        this.#selecting.line(1),
        'Run `pdm lock` and commit pdm.lock.',
      );
    }
    return fitting;
  }
}
