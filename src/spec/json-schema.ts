import { toJSONSchema } from 'zod/mini';
import type * as z from 'zod/mini';
import { catalogue } from './catalogue.ts';
import { documentSchema, serviceSchema } from './schema/document.ts';
import { documentation } from './schema/values.ts';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Keys for oneself and for other tools, in the file and in each service. */
const extensionKeys = { '^x-': { description: 'Ignored.' } };

/** The JSON Schema (draft 7, which editors know best) of grocker.yml, for `# yaml-language-server`. */
export function jsonSchema(): JsonSchema {
  const { $schema, ...rest } = toJSONSchema(documentSchema, {
    target: 'draft-7',
    io: 'input',
    metadata: documentation,
    override: ({ zodSchema, jsonSchema: made }) => {
      if (zodSchema === documentSchema || zodSchema === serviceSchema) {
        made.patternProperties = extensionKeys;
      }
    },
  });
  return {
    ...($schema === undefined ? {} : { $schema }),
    title: 'grocker.yml',
    description: 'The content of the image of a Python application, and how it is built.',
    ...rest,
    properties: withRuntimes({
      ...rest.properties,
      ...withNothings(rest.properties?.['services']),
    }),
  };
}

/** Editors offer the runtimes of the catalogue; a file may name others of its own. */
function withRuntimes(
  properties: NonNullable<JsonSchema['properties']>,
): NonNullable<JsonSchema['properties']> {
  const { runtime } = properties;
  if (typeof runtime !== 'object') return properties;
  const { type, ...words } = runtime;
  const known = [...catalogue.values()].filter(({ deprecated }) => deprecated === undefined);
  const anyOf = [
    { enum: known.map(({ name }) => name) },
    ...(type === undefined ? [] : [{ type }]),
  ];
  return { ...properties, runtime: { ...words, anyOf } };
}

/** The services, in which any key may be without a value. */
function withNothings(
  services: JsonSchema | boolean | undefined,
): Readonly<Record<string, JsonSchema>> {
  if (typeof services !== 'object' || typeof services.additionalProperties !== 'object') return {};
  const anyOf = services.additionalProperties.anyOf?.map((service) =>
    typeof service === 'object' && service.properties
      ? { ...service, properties: orNothing(withRuntimes(service.properties)) }
      : service,
  );
  const additionalProperties = { ...services.additionalProperties, ...(anyOf && { anyOf }) };
  return { services: { ...services, additionalProperties } };
}

/** A service's key without a value takes back what it inherits. */
function orNothing(
  properties: NonNullable<JsonSchema['properties']>,
): NonNullable<JsonSchema['properties']> {
  return Object.fromEntries(
    Object.entries(properties).map(([key, property]): [string, typeof property] => {
      if (typeof property === 'boolean') return [key, property];
      const { description, examples, default: standard, ...type } = property;
      const words = {
        ...(description === undefined ? {} : { description }),
        ...(examples === undefined ? {} : { examples }),
        ...(standard === undefined ? {} : { default: standard }),
      };
      return [key, { ...words, anyOf: [type, { type: 'null' }] }];
    }),
  );
}
