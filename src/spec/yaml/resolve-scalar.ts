import { NOT_RESOLVED, boolCoreTag, floatCoreTag, intCoreTag, nullCoreTag } from 'js-yaml';

const implicitTags = [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag] as const;

/** The value of a plain scalar in the core schema (YAML 1.2.2, section 10.3.2). */
export function resolveScalar(text: string): string | number | boolean | null {
  for (const tag of implicitTags) {
    const value = tag.resolve(text, false, tag.tagName);
    if (value !== NOT_RESOLVED) return value;
  }
  return text;
}
