import type { LockBase } from '../lock-base.ts';
import type { LockInput } from '../lock-input.ts';
import type { Selection, SelectionRequest } from '../selection.ts';

/** Everything that the rest of the program knows of a format of locks. */
export interface Format<Name extends string, Read extends LockBase & { readonly format: Name }> {
  readonly name: Name;
  /** Patterns of the names that such a lock has, in the order in which they are looked for; `*` has no dot here. */
  readonly patterns: readonly [string, ...string[]];
  /** How a message names it. */
  readonly title: string;
  /** The command that makes one; absent if people write it, and an empty one means something. */
  readonly maker?: string;
  /** The file next to it that says what it was made for. */
  readonly companion: 'pyproject.toml' | 'Pipfile';
  /** Whether it is certain to say the version of everything that is installed. */
  readonly saysEveryVersion: boolean;
  /** Whether a text of another name is such a lock. */
  readonly sniff: (text: LockText) => boolean;
  /** @throws DiagnosticError if it cannot be read. If it is stale, the result has a diagnostic. */
  readonly read: (input: LockInput) => Read;
  /** The files to install. A method, so that a lock of any format can be given; its `format` says whose it is. */
  select(lock: Read, request: SelectionRequest): Selection;
}

/** A text, and the keys of its tables as TOML: `lock-version`, `[metadata] content-hash`. */
export interface LockText {
  /** Whether its name ends as those of TOML and JSON do; else it has no keys. */
  readonly isData: boolean;
  readonly text: string;
  readonly keys: ReadonlySet<string>;
}
