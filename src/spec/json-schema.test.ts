import { Ajv } from 'ajv';
import { CORE_SCHEMA, dump, load, mergeTag } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { SourceText } from '../diagnostics/source-text.ts';
import { definitionCodes } from '../diagnostics/definition-codes.ts';
import { jsonSchema } from './json-schema.ts';
import { parseSpec } from './parse-spec.ts';
import { keySections } from './schema/document.ts';

const schema = jsonSchema();
const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
const valueOf = (text: string) => load(text, { schema: CORE_SCHEMA.withTags(mergeTag) });
const examples = Object.entries(schema.properties ?? {}).flatMap(([key, property]) =>
  typeof property === 'object'
    ? (property.examples ?? []).map((example) => [dump({ [key]: example })] as const)
    : [],
);

describe('the JSON Schema', () => {
  it('is accepted by a validator', () => {
    expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
    expect(validate({})).toBe(true);
  });

  it('describes every key, and the reference page has each once', () => {
    const keys = Object.keys(schema.properties ?? {});
    expect(keySections.flatMap(([, names]) => names).toSorted()).toStrictEqual(keys.toSorted());
    for (const property of Object.values(schema.properties ?? {})) {
      expect(property).toHaveProperty('description');
    }
  });

  it.each(examples)('accepts its own example, like the reader: %s', (text) => {
    expect(validate(valueOf(text)), JSON.stringify(validate.errors)).toBe(true);
    const { diagnostics } = parseSpec(new SourceText('f', text));
    expect(
      diagnostics.filter(({ code }) => code !== 'unknown-runtime' && code !== 'unknown-argument'),
    ).toStrictEqual([]);
  });

  const good = Object.entries(definitionCodes).flatMap(([code, { good: text }]) =>
    text === undefined ? [] : [[code, text] as const],
  );
  it.each(good)('accepts the corrected file of %s', (_, text) => {
    expect(validate(valueOf(text)), JSON.stringify(validate.errors)).toBe(true);
  });

  const structural = (['unknown-key', 'wrong-type', 'out-of-range', 'missing-key'] as const).map(
    (code) => [code, definitionCodes[code].bad] as const,
  );
  it.each(structural)('refuses the file of %s', (_, text) => {
    expect(validate(valueOf(text))).toBe(false);
  });

  it('accepts `x-` keys only in the file and in services', () => {
    expect(validate({ 'x-a': 1, services: { w: { 'x-b': 1 }, v: null } })).toBe(true);
    expect(validate({ index: { 'x-a': 1 } })).toBe(false);
  });
});
