import { toJSONSchema } from 'zod/mini';
import type * as z from 'zod/mini';
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
    description: 'What goes into the image of a Python application, and how it is built.',
    ...rest,
    properties: { ...rest.properties, ...withNothings(rest.properties?.['services']) },
  };
}

/** The services, in which any key may be without a value. */
function withNothings(
  services: JsonSchema | boolean | undefined,
): Readonly<Record<string, JsonSchema>> {
  if (typeof services !== 'object' || typeof services.additionalProperties !== 'object') return {};
  const anyOf = services.additionalProperties.anyOf?.map((service) =>
    typeof service === 'object' && service.properties
      ? { ...service, properties: orNothing(service.properties) }
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
