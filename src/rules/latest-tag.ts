import { partSpan } from '../spec/yaml/node.ts';
import { baseImageNode, imageParts } from './base-image-node.ts';
import type { Rule } from './rule.ts';

export const latestTag: Rule = {
  meta: {
    code: 'latest-tag',
    severity: 'warning',
    summary: 'The tag `latest` says nothing about what is in the image.',
  },
  check(context) {
    const node = baseImageNode(context);
    if (node === undefined) return [];
    const { tag, pinned } = imageParts(node.text);
    if (pinned || (tag !== undefined && tag !== 'latest')) return [];
    const from = tag === undefined ? 0 : node.text.lastIndexOf(':');
    return [
      {
        message:
          tag === undefined
            ? `the base image "${node.text}" has no tag, which means \`latest\``
            : 'the base image has the tag `latest`',
        span: partSpan(node, from, node.text.length),
        help: 'Name a version, and its digest.',
      },
    ];
  },
};
