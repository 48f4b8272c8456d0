import { scalarField } from '../spec/lower/fields.ts';
import { spanOf } from '../spec/yaml/node.ts';
import type { Rule } from './rule.ts';

export const noLock: Rule = {
  meta: {
    code: 'no-lock',
    severity: 'warning',
    summary: 'Without a lock, a build installs the versions of that day.',
  },
  check({ image, facts }) {
    if (facts.locks.length > 0 || facts.hasNothingToLock === true) return [];
    const node = scalarField(image, 'release') ?? scalarField(image, 'project');
    return [
      {
        message: 'no lock says which versions are installed',
        span: node === undefined ? image.source.span(0, 0) : spanOf(node),
        help: 'Commit a uv.lock or another lock, or write a pylock.toml with `grocker lock`.',
      },
    ];
  },
};
