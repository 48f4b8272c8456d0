import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SourceText } from '../../src/diagnostics/source-text.ts';
import { lint } from '../../src/rules/lint.ts';

const docs = new URL('../../docs/', import.meta.url);
const example = /^```yaml\n([^]*?)^```$/gm;

/** Every grocker.yml that a page of the documentation shows; what diagnostics and rules show is tested next to them. */
const files = readdirSync(docs)
  .filter((name) => name.endsWith('.md') && name !== 'diagnostics.md' && name !== 'grocker-yml.md')
  .flatMap((name) =>
    [...readFileSync(new URL(name, docs), 'utf8').matchAll(example)].map(
      ([, text = ''], index) => [`${name} ${index + 1}`, text] as const,
    ),
  );

describe('a file of the documentation', () => {
  it.each(files)('%s is right', (name, text) => {
    const facts = { locks: ['uv.lock'], hasSystemLock: true } as const;
    const found = lint(new SourceText(name, text), () => facts);
    expect(found).toStrictEqual([]);
  });

  it('is there in every guide', () => {
    const pages = new Set(files.map(([name]) => name.replace(/ .*/, '')));
    expect([...pages]).toStrictEqual(expect.arrayContaining(['from-grocker-8.md', 'guide.md']));
  });
});
