import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SourceText } from '../diagnostics/source-text.ts';
import { substituteMapping, writtenMapping } from './substitute.ts';
import type { YamlMapping, YamlScalar } from './yaml/node.ts';

const source = new SourceText('grocker.yml', '');
const place = { source, start: 0, end: 0 };
const scalar = (text: string): YamlScalar => ({
  ...place,
  kind: 'scalar',
  text,
  value: text,
  plain: false,
  pieces: [],
});

it('a mapping as it is written has its own texts, substituted or not', () => {
  const character = fc.constantFrom('$', '{', '}', 'a', '\n');
  fc.assert(
    fc.property(fc.string({ unit: character, maxLength: 12 }), (text) => {
      const item: YamlMapping = {
        ...place,
        kind: 'mapping',
        entries: [{ key: scalar('key'), value: scalar(text) }],
      };
      const list = { ...place, kind: 'sequence', items: [item] } as const;
      const root: YamlMapping = { ...item, entries: [{ key: scalar('list'), value: list }] };
      const problems: unknown[] = [];
      const again = substituteMapping(writtenMapping(root), new Map(), (each) => {
        problems.push(each);
      });
      expect(problems).toEqual([]);
      expect(texts(again)).toEqual(texts(root));
    }),
    { numRuns: 2000 },
  );
});

const texts = (root: YamlMapping): unknown =>
  JSON.parse(JSON.stringify(root, (key, value: unknown) => (key === 'pieces' ? undefined : value)));
