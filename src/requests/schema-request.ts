import { jsonSchema } from '../spec/json-schema.ts';
import type { BuildRequestKind } from './request.ts';

/** The JSON Schema of grocker.yml that this frontend reads. */
export const schemaRequest: BuildRequestKind = {
  name: 'frontend.schema',
  version: '1.0.0',
  description: 'Print the JSON Schema of grocker.yml',
  options: [],
  extraKeys: [],
  answer: () => {
    const schema = jsonSchema();
    return { json: schema, text: `${JSON.stringify(schema, null, 2)}\n` };
  },
};
