import { flowList, flowScalar } from '../diagnostics/flow-list.ts';
import type { NodePath } from './node-path.ts';
import type { YamlNode, YamlScalar } from './yaml/node.ts';

const longestExample = 60;

/** Mappings of which people know one key alone, with that key. */
const mainKeys: Readonly<Record<string, string>> = {
  index: 'url',
  dependencies: 'run',
  healthcheck: 'test',
};

const durations: ReadonlySet<string> = new Set([
  ...['interval', 'timeout', 'start_period', 'start_interval'],
]);

/** Keys whose list is a command, word by word. */
const commands: ReadonlySet<string> = new Set(['run', 'cmd', 'test']);

/** What to write in place of a value of the wrong kind, where that can be told. */
export function remedy(expected: string, node: YamlNode, path: NodePath): string | undefined {
  const key = String(path.at(-1));
  if (node.kind === 'sequence') {
    if (expected === 'a mapping of names to texts') return 'Write each as `NAME: value`.';
    return expected.startsWith('a mapping of rules') ? 'Write each as `RULE: reason`.' : undefined;
  }
  if (node.kind === 'mapping') {
    return expected === 'a list of steps' ? 'Begin each step with `- `.' : undefined;
  }
  if (node.text.length > longestExample) return undefined;
  if (key === 'exclude_newer') return 'Write `2026-11-01` or `2026-11-01T12:00:00Z`.';
  if (key === 'only_binary' && node.text === ':all:') return 'Write `only_binary: true`.';
  if (durations.has(key)) return `Write it with its unit: \`${node.text}s\`.`;
  if (expected.startsWith('a whole number')) {
    return !node.plain && /^[0-9]+$/.test(node.text)
      ? `Write it without quotes: \`${node.text}\`.`
      : undefined;
  }
  const mainKey = Object.hasOwn(mainKeys, key) ? mainKeys[key] : undefined;
  if (mainKey !== undefined && expected.startsWith('a mapping') && node.value !== null) {
    const value = mainKey === 'run' ? list(node, ' ') : node.text;
    return `Write \`${key}: {${mainKey}: ${value}}\`.`;
  }
  if (/\blist\b/.test(expected)) return listRemedy(expected, node, key);
  const variable = /^(\w+)=(.*)$/.exec(node.text);
  if (expected === 'a mapping of names to texts' && variable !== null) {
    return `Write \`{${variable[1] ?? ''}: ${flowScalar(variable[2] ?? '')}}\`.`;
  }
  if (expected !== 'a text') return undefined;
  if (path.includes('ignore')) return 'Say in a few words why the rule does not apply.';
  return node.value === null
    ? 'Write `""` for an empty text.'
    : `Put it in quotes: \`"${node.text}"\`.`;
}

function listRemedy(expected: string, node: YamlScalar, key: string): string | undefined {
  if (node.value === null || typeof node.value === 'boolean') return undefined;
  if (expected === 'a list of steps') return `Write \`- run: ${list(node, ' ')}\`.`;
  if (expected === 'a command as a list') return 'Each command is a list: `[[app, --version]]`.';
  return `Write a list: \`${list(node, commands.has(key) ? ' ' : ',')}\`.`;
}

/** The items of a list that somebody wrote as one text. */
function list(node: YamlScalar, separator: ' ' | ','): string {
  const items = node.text.trim().split(separator === ' ' ? /\s+/ : /\s*,\s*/);
  return flowList(items);
}
