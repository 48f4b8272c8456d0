/** A value of grocker.yml as plain data. */
export type SettingValue =
  string | number | null | readonly SettingValue[] | { readonly [key: string]: SettingValue };

/** One key of grocker.yml as the line that a person writes. */
export function settingLine(key: string, value: SettingValue): string {
  return `${key}:${value === null ? '' : ` ${flowValue(value)}`}`;
}

/** YAML's flow style, on one line (YAML 1.2, section 7.4). */
export function flowValue(value: SettingValue): string {
  if (value === null) return '~';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return scalar(value);
  if (isList(value)) return `[${value.map(flowValue).join(', ')}]`;
  const entries = Object.entries(value).map(([key, each]) => `${scalar(key)}: ${flowValue(each)}`);
  return `{${entries.join(', ')}}`;
}

/** Plain where that reads as the same text everywhere; `${` begins a reference to an argument. */
function scalar(text: string): string {
  const written = text.replaceAll('${', () => '$${');
  const isPlain =
    /^[A-Za-z_./][\w./+=@~-]*(?: [\w./+=@-]+)*$/.test(written) ||
    /^--?[\w-]+(?:=[\w./-]+)?$/.test(written);
  const isOther =
    /^(?:true|false|yes|no|on|off|null|~|y|n)$/i.test(written) || /^[.\d]/.test(written);
  if (written === '.' || (isPlain && !isOther)) return written;
  // JSON leaves some characters as they are that a reader does not see.
  return JSON.stringify(written).replaceAll(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, escaped);
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}

function isList(value: SettingValue): value is readonly SettingValue[] {
  return Array.isArray(value);
}
