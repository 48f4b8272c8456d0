/** A value that cannot be what its option wants; parseOptions makes a diagnostic of it. */
export class OptionProblem extends Error {
  readonly help: string | undefined;

  constructor(message: string, help?: string) {
    super(message);
    this.name = 'OptionProblem';
    this.help = help;
  }
}
