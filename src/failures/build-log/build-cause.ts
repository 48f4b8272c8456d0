import type { Help } from '../../diagnostics/help.ts';
import type { SystemFamily } from '../../spec/system-family.ts';
/** The subject of a build, as far as it is needed to read its log. */
export interface Built {
  readonly name: string;
  readonly version: string | null;
  /** For the image: `3.13.5`. */
  readonly python: string;
  /** The system family of the image. */
  readonly family: SystemFamily;
  /** The image of the runtime, whose release decides how packages are called. */
  readonly image: string;
  /** Whether it is the project, or a directory of its workspace: what its files say can be changed. */
  readonly isOwn: boolean;
}

/** The explanation of a log. */
export interface BuildCause {
  /** The problem, after `no wheel of NAME could be made: `. */
  readonly told: string;
  /** The remedy. */
  readonly help: Help;
  /** Whether another Python would do: then it helps to know for which there are wheels. */
  readonly isPython?: true;
}

/** One thing that compilers and build back ends say. */
export interface BuildRow {
  /** Its subject; its recorded log is test/failures/logs/NAME.txt. */
  readonly logs: readonly string[];
  readonly pattern: RegExp;
  /** Undefined if the words turn out to be about something else. */
  readonly explain: (match: RegExpExecArray, built: Built) => BuildCause | undefined;
}

/** `3.13` of `3.13.5`. */
export function minorOf(python: string): string {
  return python.split('.').slice(0, 2).join('.');
}

export function named({ name, version }: Pick<Built, 'name' | 'version'>): string {
  return version === null ? name : `${name} ${version}`;
}
