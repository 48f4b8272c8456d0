import type { InferredDefinition, InferredImage, Setting, SettingValue } from './setting.ts';

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
    ...imageLines(definition, ''),
    ...(services.length > 0 ? ['services:', ...services] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** One key as a line, without its comment. */
export function settingLine({ key, value }: Setting): string {
  return `${key}:${value === null ? '' : ` ${flow(value)}`}`;
}

function imageLines({ settings, open }: InferredImage, indent: string): readonly string[] {
  return [
    ...(open === undefined ? [] : [`${indent}# ${open}`]),
    ...settings.flatMap((setting) => settingLines(setting, indent)),
  ];
}

/** The lines of one key; a list of mappings has an item a line. */
export function settingLines(setting: Setting, indent = ''): readonly string[] {
  const { key, value, because } = setting;
  if (!isList(value) || !value.some(isMapping)) {
    return commented(indent + settingLine(setting), because);
  }
  const items = value.flatMap(itemLines).map((line) => indent + line);
  return [...commented(`${indent}${key}:`, because), ...items];
}

function itemLines(item: SettingValue): readonly string[] {
  if (!isMapping(item)) return [`  - ${flow(item)}`];
  return Object.entries(item).map(
    ([key, value], index) => `  ${index === 0 ? '- ' : '  '}${key}: ${flow(value)}`,
  );
}

function commented(line: string, because: string | undefined): readonly string[] {
  if (because === undefined || because === '') return [line];
  const comment = `# ${because.replaceAll(/\s+/g, ' ')}`;
  if (line.length <= LONGEST) return [`${line.padEnd(COLUMN)} ${comment}`];
  return [`${/^\s*/.exec(line)?.[0] ?? ''}${comment}`, line];
}

function isList(value: SettingValue): value is readonly SettingValue[] {
  return Array.isArray(value);
}

function isMapping(value: SettingValue): value is Readonly<Record<string, SettingValue>> {
  return typeof value === 'object' && value !== null && !isList(value);
}

/** YAML's flow style, on one line (YAML 1.2, section 7.4). */
function flow(value: SettingValue): string {
  if (value === null) return '~';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return scalar(value);
  if (isList(value)) return `[${value.map(flow).join(', ')}]`;
  const entries = Object.entries(value).map(([key, each]) => `${scalar(key)}: ${flow(each)}`);
  return `{${entries.join(', ')}}`;
}

/** Plain where that reads as the same text everywhere; `${` begins a reference to an argument. */
function scalar(text: string): string {
  const written = text.replaceAll('${', '$${');
  const isPlain =
    /^[A-Za-z_./][\w./+=@~-]*(?: [\w./+=@-]+)*$/.test(written) ||
    /^--?[\w-]+(?:=[\w./-]+)?$/.test(written);
  const isOther =
    /^(?:true|false|yes|no|on|off|null|~|y|n)$/i.test(written) || /^[.\d]/.test(written);
  if (written === '.' || (isPlain && !isOther)) return written;
  return JSON.stringify(written);
}
