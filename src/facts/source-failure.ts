import type { Unbuilt } from './built-first.ts';

/** The engine failed where the build of a source was asked: its cause is the engine's own failure. */
export class SourceFailure extends Error {
  readonly asked: Unbuilt;

  constructor(asked: Unbuilt, cause: unknown) {
    super(`the build of ${asked.name} could not be asked`, { cause });
    this.name = 'SourceFailure';
    this.asked = asked;
  }
}
