import type { SystemFamily } from '../../spec/system-family.ts';
/** What is built, as far as its log may have to be read with it. */
export interface Built {
  readonly name: string;
  readonly version: string | null;
  /** Of the image: `3.13.5`. */
  readonly python: string;
  /** Whose packages the image has. */
  readonly family: SystemFamily;
  /** The image of the runtime, whose release decides how packages are called. */
  readonly image: string;
  /** Whether it is the project, or a directory of its workspace: what its files say can be changed. */
  readonly isOwn: boolean;
}

/** What a log comes to. */
export interface BuildCause {
  /** What is wrong, behind `no wheel of NAME could be made: `. */
  readonly told: string;
  /** The remedy: one sentence in the imperative. */
  readonly help: string;
  /** Whether another Python would do: then it helps to know for which there are wheels. */
  readonly isPython?: true;
}

/** One thing that compilers and build back ends say. */
export interface BuildRow {
  /** What it is about; its recorded log is test/failures/logs/NAME.txt. */
  readonly logs: readonly string[];
  readonly pattern: RegExp;
  /** Undefined where the words turn out to be about something else. */
  readonly explain: (match: RegExpExecArray, built: Built) => BuildCause | undefined;
}

/** `3.13` of `3.13.5`. */
export function minorOf(python: string): string {
  return python.split('.').slice(0, 2).join('.');
}

export function named({ name, version }: Built): string {
  return version === null ? name : `${name} ${version}`;
}
