import { spanOf } from '../spec/yaml/node.ts';
import { baseImageNode, imageParts } from './base-image-node.ts';
import type { Rule } from './rule.ts';

export const unpinnedBaseImage: Rule = {
  meta: {
    code: 'unpinned-base-image',
    severity: 'warning',
    summary: 'A base image of your own without a digest can change at any time.',
  },
  check(context) {
    const node = baseImageNode(context);
    if (node === undefined || context.facts.hasSystemLock) return [];
    const { tag, pinned } = imageParts(node.text);
    // Without a tag the rule `latest-tag` applies.
    if (pinned || tag === undefined || tag === 'latest') return [];
    return [
      {
        message: `the base image "${node.text}" is not pinned`,
        span: spanOf(node),
        help: 'Add its digest, `@sha256:…`, or commit a grocker.lock.',
      },
    ];
  },
};
