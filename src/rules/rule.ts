import type { Checked, Document } from '../spec/checked.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Severity } from '../diagnostics/diagnostic-code.ts';
import type { Located } from '../diagnostics/span.ts';
import type { Spec } from '../spec/spec.ts';

/** The input of a rule: one image of a file, and the file. */
export interface RuleContext {
  readonly spec: Spec;
  /** The image's own keys: a service's laid over the file's, arguments substituted. */
  readonly image: Checked<Document>;
  /** The whole file as it was written. */
  readonly written: Checked<Document>;
  readonly facts: LintFacts;
}

/** The facts that a rule needs about the surroundings of the file. */
export interface LintFacts {
  /** Locks of the Python packages that are named in the file, or the one that was found where it is looked for. */
  readonly locks: readonly string[];
  /** There is a grocker.lock. */
  readonly hasSystemLock: boolean;
  /** Files that the image's keys name and that are not in the context. */
  readonly missing?: readonly Located<string>[];
  /** Mistakes that a build would find in the files of the context. */
  readonly findings?: readonly Diagnostic[];
  /** The image has no package that a lock could pin. */
  readonly hasNothingToLock?: boolean;
  /** The program that builds: keys for the command `grocker` mean nothing to others. */
  readonly client?: 'grocker' | 'other';
}

/** A finding of a rule; its code and severity are the rule's. */
export type Finding = Omit<Diagnostic, 'code' | 'severity'>;

/** A setting that is allowed but needs a reason. */
export interface Rule {
  readonly meta: {
    /** Stable; its page is docs/rules/CODE.md. */
    readonly code: string;
    readonly severity: Severity;
    /** One sentence: the problem. */
    readonly summary: string;
  };
  readonly check: (context: RuleContext) => readonly Finding[];
}
