import { visibleText } from '../diagnostics/visible-text.ts';
import { flowValue, settingLine, type SettingValue } from '../diagnostics/setting-line.ts';
import type { InferredDefinition, InferredImage, Setting } from './setting.ts';

/** The column of comments; those of longer lines go above them. */
const COLUMN = 40;
const LONGEST = 60;

/** An inferred grocker.yml as the text of the file: each line with a comment that says where it comes from. */
export function definitionText(definition: InferredDefinition, frontend: string): string {
  const services = definition.services.flatMap((service) => [
    `  ${service.name}:`,
    ...imageLines(service, '    '),
  ]);
  const lines = [
    `# syntax=${frontend}`,
    '',
    ...(definition.notes ?? []).map(commentOf),
    ...imageLines(definition, ''),
    ...(services.length > 0 ? ['services:', ...services] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function imageLines({ settings, open }: InferredImage, indent: string): readonly string[] {
  return [
    ...(open === undefined ? [] : [`${indent}${commentOf(open)}`]),
    ...settings.flatMap((setting) => settingLines(setting, indent)),
  ];
}

/** The lines of one key; a list of mappings has an item a line. */
export function settingLines(setting: Setting, indent = ''): readonly string[] {
  const { key, value, because } = setting;
  if (!isList(value) || !value.some(isMapping)) {
    return commented(indent + settingLine(key, value), because);
  }
  const items = value.flatMap(itemLines).map((line) => indent + line);
  return [...commented(`${indent}${key}:`, because), ...items];
}

function itemLines(item: SettingValue): readonly string[] {
  if (!isMapping(item)) return [`  - ${flowValue(item)}`];
  return Object.entries(item).map(
    ([key, value], index) => `  ${index === 0 ? '- ' : '  '}${key}: ${flowValue(value)}`,
  );
}

function commented(line: string, because: string | undefined): readonly string[] {
  if (because === undefined || because === '') return [line];
  const comment = commentOf(because);
  if (line.length <= LONGEST) return [`${line.padEnd(COLUMN)} ${comment}`];
  return [`${/^\s*/.exec(line)?.[0] ?? ''}${comment}`, line];
}

/** File names and texts of the project are in it. */
function commentOf(text: string): string {
  return `# ${visibleText(text.replaceAll(/\s+/g, ' '))}`;
}

function isList(value: SettingValue): value is readonly SettingValue[] {
  return Array.isArray(value);
}

function isMapping(value: SettingValue): value is Readonly<Record<string, SettingValue>> {
  return typeof value === 'object' && value !== null && !isList(value);
}
