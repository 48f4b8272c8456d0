import { scalarField } from '../spec/lower/fields.ts';
import { spanOf } from '../spec/yaml/node.ts';
import type { Rule } from './rule.ts';

export const deprecatedRuntime: Rule = {
  meta: {
    code: 'deprecated-runtime',
    severity: 'warning',
    summary: 'A runtime that no longer gets fixes, or that its owner marks as deprecated.',
  },
  check({ spec, image }) {
    const { deprecated, name } = spec.runtime;
    if (deprecated === undefined) return [];
    const node = scalarField(image, 'runtime');
    return [
      {
        message: `the runtime "${name}" is deprecated: ${deprecated}`,
        span: node === undefined ? image.source.span(0, 0) : spanOf(node),
        help: 'Move to a newer runtime.',
      },
    ];
  },
};
