import type { BuildOptions } from '../options/build-options.ts';
import { parseSpec } from '../spec/parse-spec.ts';
import { lintFindings, type LintInputs } from './lint-findings.ts';
import type { RequestSubject } from './request.ts';

/** The subject of a request, as the inputs of a build have it. */
export function requestSubject(
  inputs: LintInputs,
  { target = 'runner', buildArgs, syntax }: Pick<BuildOptions, 'target' | 'buildArgs' | 'syntax'>,
): RequestSubject {
  return {
    target,
    definition: async () => {
      const source = await inputs.definition();
      return { source, parsed: parseSpec(source, { target, args: buildArgs }) };
    },
    findings: () => lintFindings(inputs, { buildArgs, ...(syntax !== undefined && { syntax }) }),
  };
}
