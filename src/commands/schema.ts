import { defineCommand } from 'citty';
import { jsonSchema } from '../spec/json-schema.ts';
import { exitCode } from './exit-code.ts';
import { print } from './terminal.ts';
import { commandSummaries } from './command-summaries.ts';

/** `grocker schema`: the JSON Schema of grocker.yml, for editors. */
export const schema = defineCommand({
  meta: { name: 'schema', description: commandSummaries.schema },
  args: {},
  run: () => {
    print(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
    return exitCode.done;
  },
});
