import { listedTargets } from '../spec/targets.ts';
import type { BuildRequestKind } from './request.ts';
import { requireSpec } from './require-spec.ts';
import { textTable } from './text-table.ts';

/** The possible values of `--target` (BuildKit's frontend/subrequests/targets). */
export const targetsRequest: BuildRequestKind = {
  name: 'frontend.targets',
  version: '1.0.0',
  description: 'List what can be built',
  options: [],
  extraKeys: [],
  answer: async (subject) => {
    const { source, parsed } = await subject.definition();
    const { services } = requireSpec(parsed);
    const targets = [
      ...listedTargets.map(({ name, description }) => ({
        name,
        default: name === 'runner',
        description,
      })),
      ...services.map((name) => ({ name, default: false, description: `The service ${name}` })),
    ];
    return {
      json: {
        targets: targets.map(({ default: isDefault, ...target }) => ({
          ...target,
          ...(isDefault && { default: true }),
        })),
        sources: [Buffer.from(source.text).toString('base64')],
      },
      text: textTable([
        ['TARGET', 'DESCRIPTION'],
        ...targets.map(({ name, default: isDefault, description }) => [
          isDefault ? `${name} (default)` : name,
          description,
        ]),
      ]),
    };
  },
};
