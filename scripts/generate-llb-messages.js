#!/usr/bin/env node
// Writes src/llb/wire/messages.ts from proto/ops.proto; `--check` says whether it is current.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import protobuf from 'protobufjs';

const path = (relative) => fileURLToPath(new URL(`../${relative}`, import.meta.url));

const scalars = {
  string: 'string',
  bytes: 'Uint8Array',
  bool: 'boolean',
  int64: 'Int64',
  uint64: 'Int64',
  int32: 'number',
  uint32: 'number',
};

const root = new protobuf.Root();
root.loadSync(path('proto/ops.proto'), { keepCase: false, alternateCommentMode: true });
root.resolveAll();
const all = root.lookup('pb').nestedArray;
const messages = all.filter((type) => type instanceof protobuf.Type);
const enums = all.filter((type) => type instanceof protobuf.Enum);

const comment = (text, indent) => (text ? `${indent}/** ${text.replaceAll('\n', ' ')} */\n` : '');

function typeOf(field) {
  const value = field.resolvedType?.name ?? scalars[field.type];
  if (!value) throw new Error(`${field.fullName}: no type for ${field.type}`);
  if (field.map) return `Readonly<Record<string, ${value}>>`;
  return field.repeated ? `readonly ${value}[]` : value;
}

function interfaceOf(message) {
  const fields = message.fieldsArray.map(
    (field) =>
      `${comment(field.comment, '  ')}  readonly ${field.name}?: ${typeOf(field)} | undefined;\n`,
  );
  return `${comment(message.comment, '')}export interface ${message.name} {\n${fields.join('')}}\n`;
}

function unionOf(type) {
  const names = Object.keys(type.values).map((name) => `'${name}'`);
  const values = Object.entries(type.comments)
    .filter(([, text]) => text)
    .map(([name, text]) => `${name}: ${text}`);
  const text = [type.comment, ...values].filter(Boolean).join(' ');
  return `${comment(text, '')}export type ${type.name} = ${names.join(' | ')};\n`;
}

function rule(field) {
  if (field.map) {
    if (field.keyType !== 'string') throw new Error(`${field.fullName}: keys are no strings`);
    return 'map';
  }
  if (field.repeated) return 'repeated';
  return field.partOf ? 'oneof' : 'single';
}

/** Go's encoder writes the members of a oneof after all other fields. */
const order = (field) => (field.partOf ? 2 ** 29 : 0) + field.id;

function kind(field) {
  if (field.resolvedType instanceof protobuf.Type) return 'message';
  return field.resolvedType ? 'enum' : field.type;
}

function schemaOf(message) {
  const fields = [...message.fieldsArray]
    .sort((a, b) => order(a) - order(b))
    .map((field) => {
      const type = field.resolvedType ? `type: '${field.resolvedType.name}', ` : '';
      return `    { name: '${field.name}', number: ${field.id}, kind: '${kind(field)}', ${type}rule: '${rule(field)}' },\n`;
    });
  return `  ${message.name}: [\n${fields.join('')}  ],\n`;
}

const text = `// Written by scripts/generate-llb-messages.js from proto/ops.proto.

import type { Field } from './field.ts';

/** A whole number of up to 64 bits; decoded as bigint. */
export type Int64 = bigint | number;

${messages.map(interfaceOf).join('\n')}
${enums.map(unionOf).join('\n')}
export interface Messages {
${messages.map(({ name }) => `  ${name}: ${name};\n`).join('')}}

/** The fields of every message, in the order in which Go's encoder writes them. */
export const schema: Readonly<Record<keyof Messages, readonly Field[]>> = {
${messages.map(schemaOf).join('')}};

/** The values of every enum; an array's positions are the numbers. */
export const enums = {
${enums
  .map((type) => {
    const names = Object.entries(type.values).map(([name, value], at) => {
      if (value !== at) throw new Error(`${type.name}.${name} is not ${at}`);
      return `'${name}'`;
    });
    return `  ${type.name}: [${names.join(', ')}],\n`;
  })
  .join('')}} as const;
`;

const name = 'src/llb/wire/messages.ts';
const options = await prettier.resolveConfig(path('package.json'));
const formatted = await prettier.format(text, { ...options, parser: 'typescript' });
if (!process.argv.includes('--check')) writeFileSync(path(name), formatted);
else if (readFileSync(path(name), 'utf8') !== formatted) {
  console.error(`${name} is not current; run scripts/generate-llb-messages.js`);
  process.exitCode = 1;
}
