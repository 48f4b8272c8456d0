import { buildSecrets } from '../plan/secrets.ts';
import type { BuildRequestKind } from './request.ts';
import { requireSpec } from './require-spec.ts';
import { textTable } from './text-table.ts';

/** In the order of the list. */
const secrets = buildSecrets.map(({ id }) => id);

/** Parameters of a target (BuildKit's frontend/subrequests/outline). */
export const outlineRequest: BuildRequestKind = {
  name: 'frontend.outline',
  version: '1.0.0',
  description: 'List the build arguments, secrets and ssh agents that a target takes',
  options: [{ name: 'target', description: 'What to build' }],
  extraKeys: [],
  answer: async (subject) => {
    const { source, parsed } = await subject.definition();
    const args = requireSpec(parsed).args.map(({ name, value }) => ({ name, value }));
    const gap = 3;
    const sections = [
      textTable([['TARGET:', subject.target]]),
      ...(args.length === 0
        ? []
        : [textTable([['BUILD ARG', 'VALUE'], ...args.map((arg) => [arg.name, arg.value])], gap)]),
      textTable([['SECRET', 'REQUIRED'], ...secrets.map((name) => [name, ''])], gap),
      textTable(
        [
          ['SSH', 'REQUIRED'],
          ['default', ''],
        ],
        gap,
      ),
    ];
    return {
      json: {
        name: subject.target,
        ...(args.length > 0 && { args }),
        secrets: secrets.map((name) => ({ name })),
        ssh: [{ name: 'default' }],
        sources: [Buffer.from(source.text).toString('base64')],
      },
      text: sections.join('\n'),
    };
  },
};
