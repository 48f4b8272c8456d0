import type { Help } from '../diagnostics/help.ts';
/** A value that cannot be what its option wants; parseOptions makes a diagnostic of it. */
export class OptionProblem extends Error {
  readonly help: Help | undefined;

  constructor(message: string, help?: Help) {
    super(message);
    this.name = 'OptionProblem';
    this.help = help;
  }
}
