import type { Help } from '../../diagnostics/help.ts';
import type * as z from 'zod/mini';
import { flowList, flowScalar } from '../../diagnostics/flow-list.ts';
import type { YamlNode, YamlScalar } from '../yaml/node.ts';

/** The remedy for a value of the wrong kind, if there is one. */
export type Remedy = (node: YamlNode, key: string) => Help | undefined;

const remedies = new WeakMap<z.core.$ZodType, Remedy>();

/** The same schema, which says what to write where a value is not its own. */
export function withRemedy<Schema extends z.core.$ZodType>(schema: Schema, remedy: Remedy): Schema {
  remedies.set(schema, remedy);
  return schema;
}

/** The remedy that a schema was given. */
export function remedyOf(schema: z.core.$ZodType): Remedy | undefined {
  return remedies.get(schema);
}

/** The first of several that applies. */
export function firstRemedy(...all: readonly Remedy[]): Remedy {
  return (node, key) => {
    for (const remedy of all) {
      const help = remedy(node, key);
      if (help !== undefined) return help;
    }
    return undefined;
  };
}

/** The items of a list that were written as one text, put between brackets. */
export function asList(separator: ' ' | ','): Remedy {
  return (node) => (isWord(node) ? `Write a list: \`${listOf(node, separator)}\`.` : undefined);
}

export const asSteps: Remedy = (node) => {
  if (node.kind === 'mapping') return 'Begin each step with `- `.';
  return isWord(node) ? `Write \`- run: ${listOf(node, ' ')}\`.` : undefined;
};

/** A command that stands where a list of commands is expected, or a text where a command is. */
export const asCommands: Remedy = (node) =>
  isWord(node) ? 'Write each command as a list: `[[app, --version]]`.' : undefined;

/** The one key that people know of a mapping, with what was written as its value. */
export function asMainKey(mainKey: string, separator?: ' '): Remedy {
  return (node, key) => {
    if (node.kind !== 'scalar' || node.value === null) return undefined;
    const value = separator === undefined ? node.text : listOf(node, separator);
    return `Write \`${key}: {${mainKey}: ${value}}\`.`;
  };
}

/** Entries that were written as a list, or as one text with `=`. */
export const asVariables: Remedy = (node) => {
  if (node.kind === 'sequence') return 'Write each as `NAME: value`.';
  const variable = node.kind === 'scalar' ? /^(\w+)=(.*)$/.exec(node.text) : null;
  if (variable === null) return undefined;
  return `Write \`{${variable[1] ?? ''}: ${flowScalar(variable[2] ?? '')}}\`.`;
};

/** Entries of rules that were written as a list. */
export function asRules(value: string): Remedy {
  return (node) => (node.kind === 'sequence' ? `Write each as \`RULE: ${value}\`.` : undefined);
}

export const asText: Remedy = (node) => {
  if (node.kind !== 'scalar') return undefined;
  return node.value === null
    ? 'Write `""` for an empty text.'
    : `Put it in quotes: \`"${node.text}"\`.`;
};

export const asReason: Remedy = (node) =>
  node.kind === 'scalar' ? 'Say in a few words why the rule does not apply.' : undefined;

export const asDuration: Remedy = (node) =>
  node.kind === 'scalar' ? `Write it with its unit: \`${node.text}s\`.` : undefined;

export const asNumber: Remedy = (node) =>
  node.kind === 'scalar' && !node.plain && /^[0-9]+$/.test(node.text)
    ? `Write it without quotes: \`${node.text}\`.`
    : undefined;

/** pip's word for all packages. */
export const allPackages: Remedy = (node, key) =>
  node.kind === 'scalar' && node.text === ':all:' ? `Write \`${key}: true\`.` : undefined;

function isWord(node: YamlNode): node is YamlScalar {
  return node.kind === 'scalar' && node.value !== null && typeof node.value !== 'boolean';
}

function listOf(node: YamlScalar, separator: ' ' | ','): string {
  const items = node.text.trim().split(separator === ' ' ? /\s+/ : /\s*,\s*/);
  return flowList(items);
}
