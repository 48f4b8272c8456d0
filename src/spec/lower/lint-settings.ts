import type { Checked, Document } from '../checked.ts';
import type { LintSettings } from '../spec.ts';
import { spanOf } from '../yaml/node.ts';
import { mappingField, textEntries, textError } from './fields.ts';
import type { Report } from './fields.ts';

/** Which rules of `grocker lint` the file silences, and how much others matter to it. */
export function lintSettings(root: Checked<Document>, report: Report): LintSettings {
  const lint = mappingField(root, 'lint');
  const entries = (key: 'ignore' | 'severity') => textEntries(lint && mappingField(lint, key));
  const ignore = entries('ignore').map(({ key, value }) => {
    if (value.text.trim() === '') {
      report(
        textError(value, 'empty-text', `the reason for ignoring "${key.text}" is missing`, {
          help: 'Say in a few words why the rule does not apply.',
        }),
      );
    }
    return { rule: key.text, reason: value.text, span: spanOf(key) };
  });
  const severity = entries('severity').flatMap(({ key, value }) => {
    const { text } = value;
    if (text !== 'error' && text !== 'warning' && text !== 'info') return [];
    return [{ rule: key.text, severity: text, span: spanOf(key) } as const];
  });
  return { ignore, severity };
}
