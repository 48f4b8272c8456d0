#!/usr/bin/env node
// Writes src/gateway/wire/{descriptor,messages}.ts from proto/gateway.proto; `--check` says whether they are current.
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
root.resolvePath = (_origin, target) =>
  target.startsWith('/') ? target : path(`proto/${target.replace(/^.*\//, '')}`);
root.loadSync(path('proto/gateway.proto'), { keepCase: false, alternateCommentMode: true });
root.resolveAll();

/** Messages and enums that the service reaches, in the order in which they are first met. */
function reachable(service) {
  const found = new Set();
  const visit = (type) => {
    if (found.has(type)) return;
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

function typeOf(field) {
  const value = field.resolvedType ? field.resolvedType.name : scalars[field.type];
  if (!value) throw new Error(`${field.fullName}: no type for ${field.type}`);
  if (field.map) return `Readonly<Record<string, ${value}>>`;
  return field.repeated ? `readonly ${value}[]` : value;
}

const comment = (text, indent) => (text ? `${indent}/** ${text.replaceAll('\n', ' ')} */\n` : '');

function declaration(type) {
  if (type instanceof protobuf.Enum) {
    const values = Object.entries(type.values).map(
      ([name, value]) => `${comment(type.comments[name], '  ')}  ${name}: ${value},\n`,
    );
    return (
      `${comment(type.comment, '')}export const ${type.name} = {\n${values.join('')}} as const;\n` +
      `export type ${type.name} = (typeof ${type.name})[keyof typeof ${type.name}];\n`
    );
  }
  if (type.fieldsArray.length === 0) {
    return `export type ${type.name} = Readonly<Record<string, never>>;\n`;
  }
  const fields = type.fieldsArray.map(
    (field) => `${comment(field.comment, '  ')}  readonly ${field.name}?: ${typeOf(field)} | undefined;\n`,
  );
  return `${comment(type.comment, '')}export interface ${type.name} {\n${fields.join('')}}\n`;
}

const service = root.lookupService('moby.buildkit.v1.frontend.LLBBridge');
const types = reachable(service);
const names = types.map((type) => type.name);
const duplicate = names.find((name, at) => names.indexOf(name) !== at);
if (duplicate) throw new Error(`two messages are named ${duplicate}`);

/** The part of the descriptor that holds these types. */
function prune(namespace, json) {
  const nested = {};
  for (const child of namespace.nestedArray) {
    const kept = child instanceof protobuf.Namespace && !(child instanceof protobuf.Type)
      ? child instanceof protobuf.Service
        ? undefined
        : prune(child, json.nested[child.name])
      : types.includes(child)
        ? json.nested[child.name]
        : undefined;
    if (kept) nested[child.name] = kept;
  }
  return Object.keys(nested).length > 0 ? { nested } : undefined;
}

const header = '// Written by scripts/generate-gateway-messages.js from proto/gateway.proto.\n\n';
const methods = service.methodsArray.map(
  (method) =>
    `  ${method.name}: { readonly request: ${method.resolvedRequestType.name}; readonly response: ${method.resolvedResponseType.name} };\n`,
);
const methodTypes = service.methodsArray.map(
  (method) =>
    `  ${method.name}: ['${method.resolvedRequestType.fullName.slice(1)}', '${method.resolvedResponseType.fullName.slice(1)}'],\n`,
);

const files = {
  'src/gateway/wire/messages.ts':
    `${header}/** A decimal number of up to 64 bits; decoded as text. */\nexport type Int64 = string | number;\n\n` +
    `${types.map(declaration).join('\n')}\n/** The calls of LLBBridge. */\nexport interface Methods {\n${methods.join('')}}\n`,
  'src/gateway/wire/descriptor.ts':
    `${header}export const serviceName = '${service.fullName.slice(1)}';\n\n` +
    `/** Request and response message of each call. */\nexport const methodTypes = {\n${methodTypes.join('')}} as const;\n\n` +
    `/** A protobufjs namespace. */\nexport const descriptor = ${JSON.stringify(prune(root, root.toJSON()))};\n`,
};

const options = await prettier.resolveConfig(path('package.json'));
const stale = [];
for (const [name, text] of Object.entries(files)) {
  const formatted = await prettier.format(text, { ...options, parser: 'typescript' });
  if (!process.argv.includes('--check')) writeFileSync(path(name), formatted);
  else if (readFileSync(path(name), 'utf8') !== formatted) stale.push(name);
}
if (stale.length > 0) {
  console.error(`not current: ${stale.join(', ')}; run scripts/generate-gateway-messages.js`);
  process.exitCode = 1;
}
