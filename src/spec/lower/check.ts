import type { Checked, Document } from '../checked.ts';
import { errorAt } from '../../diagnostics/error-at.ts';
import type { CheckSettings } from '../spec.ts';
import { spanOf } from '../yaml/node.ts';
import { field, located, mappingField, textError, scalarsField, scalarsOf } from './fields.ts';
import type { Report } from './fields.ts';

/** Tried first: compiling a pattern of Unicode classes costs more than all else here. */
const asciiModuleName = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;
const moduleName = /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u;

/** The tests of the target `check`. */
export function checkSettings(root: Checked<Document>, report: Report): CheckSettings {
  const mapping = mappingField(root, 'check');
  if (mapping === undefined) return { run: [], allowMissing: [] };
  const imports = scalarsField(mapping, 'imports').flatMap((scalar) => {
    if (asciiModuleName.test(scalar.text) || moduleName.test(scalar.text)) return [located(scalar)];
    report(
      textError(scalar, 'invalid-module', `"${scalar.text}" is not the name of a module`, {
        help: 'Write it as after `import`: `app.models`.',
      }),
    );
    return [];
  });
  const run = field(mapping, 'run');
  const commands = run?.kind === 'sequence' ? run.items : [];
  for (const command of commands) {
    if (command.kind === 'sequence' && command.items.length === 0) {
      report(errorAt(spanOf(command), 'empty-command', 'the command has no words'));
    }
  }
  return {
    ...(field(mapping, 'imports') === undefined ? {} : { imports }),
    run: commands.map((command) => scalarsOf(command).map(({ text }) => text)),
    allowMissing: scalarsField(mapping, 'allow_missing').map(({ text }) => text),
  };
}
