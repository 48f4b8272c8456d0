#!/usr/bin/env node
// Writes src/llb/wire/messages.ts and src/gateway/wire/messages.ts from proto/; `--check` says whether they are current.
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
root.resolvePath = (_, target) =>
  target.startsWith('/') ? target : path(`proto/${target.replace(/^.*\//, '')}`);
root.loadSync(path('proto/gateway.proto'), { keepCase: false, alternateCommentMode: true });
root.resolveAll();
const llb = root.lookup('pb').nestedArray;
const service = root.lookupService('moby.buildkit.v1.frontend.LLBBridge');

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
  const head = comment(message.comment, '');
  if (fields.length === 0)
    return `${head}export type ${message.name} = Readonly<Record<string, never>>;\n`;
  return `${head}export interface ${message.name} {\n${fields.join('')}}\n`;
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

function valuesOf(type) {
  const names = Object.entries(type.values).map(([name, value], at) => {
    if (value !== at) throw new Error(`${type.name}.${name} is not ${at}`);
    return `'${name}'`;
  });
  return `  ${type.name}: [${names.join(', ')}],\n`;
}

/** Types, names and tables of these messages and enums; `base` begins the tables. */
function declarations(types, base = { messages: '', schema: '', enums: '' }) {
  const messages = types.filter((type) => type instanceof protobuf.Type);
  const enums = types.filter((type) => type instanceof protobuf.Enum);
  return `${messages.map(interfaceOf).join('\n')}
${enums.map(unionOf).join('\n')}
export interface Messages ${base.messages}{
${messages.map(({ name }) => `  ${name}: ${name};\n`).join('')}}

/** The fields of every message, in the order in which Go's encoder writes them. */
export const schema: Readonly<Record<keyof Messages, readonly Field[]>> = {
${base.schema}${messages.map(schemaOf).join('')}};

/** The values of every enum; an array's positions are the numbers. */
export const enums = {
${base.enums}${enums.map(valuesOf).join('')}} as const;
`;
}

/** Messages and enums that the service reaches and that are not LLB's, in the order in which they are first met. */
function reachable() {
  const found = new Set();
  const visit = (type) => {
    if (found.has(type) || llb.includes(type)) return;
    found.add(type);
    if (type instanceof protobuf.Type) {
      for (const field of type.fieldsArray) if (field.resolvedType) visit(field.resolvedType);
    }
  };
  for (const method of service.methodsArray) {
    visit(method.resolvedRequestType);
    visit(method.resolvedResponseType);
  }
  return [...found];
}

/** LLB's types that these messages refer to. */
function borrowed(types) {
  const fields = types.flatMap((type) => (type instanceof protobuf.Type ? type.fieldsArray : []));
  const names = fields
    .filter((field) => llb.includes(field.resolvedType))
    .map((field) => field.resolvedType.name);
  return [...new Set(names)].sort();
}

const gateway = reachable();
const names = borrowed(gateway);
const twice = gateway.find(({ name }) => llb.some((type) => type.name === name));
if (twice) throw new Error(`two messages are named ${twice.name}`);
const methods = service.methodsArray.map(
  ({ name, resolvedRequestType: request, resolvedResponseType: response }) =>
    `  ${name}: { request: '${request.name}', response: '${response.name}' },\n`,
);

const files = {
  'src/llb/wire/messages.ts': `// Written by scripts/generate-messages.js from proto/ops.proto.

import type { Field } from './field.ts';

/** A whole number of up to 64 bits; decoded as bigint. */
export type Int64 = bigint | number;

${declarations(llb)}`,
  'src/gateway/wire/messages.ts': `// Written by scripts/generate-messages.js from proto/gateway.proto.

import type { Field } from '../../llb/wire/field.ts';
import { enums as llbEnums, schema as llbSchema } from '../../llb/wire/messages.ts';
import type { Int64, Messages as LlbMessages, ${names.join(', ')} } from '../../llb/wire/messages.ts';

export type { ${names.join(', ')} };

${declarations(gateway, { messages: 'extends LlbMessages ', schema: '  ...llbSchema,\n', enums: '  ...llbEnums,\n' })}
export const serviceName = '${service.fullName.slice(1)}';

/** Request and response of each call. */
export const methods = {
${methods.join('')}} as const;
`,
};

const options = await prettier.resolveConfig(path('package.json'));
const stale = [];
for (const [name, text] of Object.entries(files)) {
  const formatted = await prettier.format(text, { ...options, parser: 'typescript' });
  if (!process.argv.includes('--check')) writeFileSync(path(name), formatted);
  else if (readFileSync(path(name), 'utf8') !== formatted) stale.push(name);
}
if (stale.length > 0) {
  console.error(`not current: ${stale.join(', ')}; run scripts/generate-messages.js`);
  process.exitCode = 1;
}
