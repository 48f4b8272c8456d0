import { flowValue, settingLine } from '../../diagnostics/setting-line.ts';
import { withEntry, withItems, withLines, type TextEdit } from '../../init/text-edit.ts';
import { entryOf, type YamlMapping } from '../../spec/yaml/node.ts';
import type { StartFix } from './start-causes.ts';

/** The insertions of a fix into a grocker.yml; none if the file has the setting, or something else in its place. */
export function startEdits(text: string, written: YamlMapping, fix: StartFix): readonly TextEdit[] {
  switch (fix.kind) {
    case 'packages':
      return entryOf(written, 'packages') === undefined
        ? [withLines(text, written, [settingLine('packages', fix.items)])]
        : [withItems(text, written, 'packages', fix.items.map(flowValue))];
    case 'run': {
      const node = entryOf(written, 'dependencies')?.value;
      if (node === undefined) {
        return [withLines(text, written, [settingLine('dependencies', { run: fix.items })])];
      }
      return node.kind === 'mapping' ? [withItems(text, node, 'run', fix.items)] : [];
    }
    case 'envs': {
      const node = entryOf(written, 'envs')?.value;
      if (node === undefined) return [withLines(text, written, [settingLine('envs', fix.items)])];
      if (node.kind !== 'mapping') return [];
      return Object.entries(fix.items)
        .filter(([name]) => entryOf(node, name) === undefined)
        .map(([name, value]) => withEntry(text, node, settingLine(name, value)));
    }
  }
}
