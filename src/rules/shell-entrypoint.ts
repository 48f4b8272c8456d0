import { flowList } from '../diagnostics/flow-list.ts';
import { field, scalarsField } from '../spec/lower/fields.ts';
import { spanOf } from '../spec/yaml/node.ts';
import type { Rule } from './rule.ts';

const shells = new Set([
  'sh',
  'bash',
  'dash',
  'ash',
  '/bin/sh',
  '/bin/bash',
  '/bin/dash',
  '/bin/ash',
]);

export const shellEntrypoint: Rule = {
  meta: {
    code: 'shell-entrypoint',
    severity: 'warning',
    summary:
      'No shell splits the entry point into words; and a shell in front of it swallows signals.',
  },
  check({ image }) {
    const node = field(image, 'entrypoint_name');
    const [first, option, script] = scalarsField(image, 'entrypoint_name');
    if (node === undefined || first === undefined) return [];
    if (/\s/.test(first.text.trim())) {
      const words = first.text.trim().split(/\s+/);
      return [
        {
          message: `"${first.text}" is the name of one program, including the blanks`,
          span: spanOf(first),
          help: `Write a list: \`${flowList(words)}\`.`,
        },
      ];
    }
    const isScript = shells.has(first.text) && /^-\w*c$/.test(option?.text ?? '');
    if (!isScript || /(?:^|[;&\n]\s*)exec\s/.test(script?.text ?? '')) return [];
    return [
      {
        message: 'a shell is the first process and does not pass signals on',
        span: spanOf(node),
        help: 'Name the program itself, or begin the command with `exec`.',
      },
    ];
  },
};
