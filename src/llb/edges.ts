import type { Edges, Output } from './vertex.ts';
import type { Input } from './wire/messages.ts';

/** No input, or no output: the position of an empty filesystem. */
export const NONE = -1;

/** The inputs of a vertex while it is lowered. */
export class InputEdges implements Edges {
  readonly inputs: Input[] = [];
  readonly #toInput: (output: Output) => Input;

  constructor(toInput: (output: Output) => Input) {
    this.#toInput = toInput;
  }

  add(output: Output): number {
    if (output.vertex === undefined) return NONE;
    return this.inputs.push(this.#toInput(output)) - 1;
  }

  share(output: Output): number {
    if (output.vertex === undefined) return NONE;
    const input = this.#toInput(output);
    const at = this.inputs.findIndex(
      ({ digest, index }) => digest === input.digest && index === input.index,
    );
    return at === -1 ? this.inputs.push(input) - 1 : at;
  }
}
