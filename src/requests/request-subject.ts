import type { Inputs } from '../inputs/inputs.ts';
import type { BuildOptions } from '../options/build-options.ts';
import { parseSpec } from '../spec/parse-spec.ts';
import type { RequestSubject } from './request.ts';

/** What is asked about, as the inputs of a build have it. */
export function requestSubject(
  inputs: Pick<Inputs, 'definition'>,
  { target = 'runner', buildArgs }: Pick<BuildOptions, 'target' | 'buildArgs'>,
): RequestSubject {
  return {
    target,
    definition: async () => {
      const source = await inputs.definition();
      const parsed = parseSpec(source, { target, args: buildArgs });
      return { source, parsed, findings: parsed.diagnostics };
    },
  };
}
