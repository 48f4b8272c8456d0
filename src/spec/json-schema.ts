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
  };
}
