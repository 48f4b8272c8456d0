import { expect, test } from 'vitest';
import { definitionText } from '../../../src/init/definition-text.ts';
import { infer } from '../../../src/init/infer.ts';
import { SourceText } from '../../../src/diagnostics/source-text.ts';
import { parseSpec } from '../../../src/spec/parse-spec.ts';
import { applications } from '../../support/small-applications.ts';

/** The files of an application as a tree. */
function treeOf(files: Readonly<Record<string, string>>) {
  return { paths: Object.keys(files).sort(), texts: new Map(Object.entries(files)) };
}

test.each(Object.entries(applications))('%s', async (name, { files }) => {
  const { definition, remarks, choices } = infer(treeOf(files));
  const text = definitionText(definition, 'org/grocker-frontend');
  const told = remarks.map(({ code, message, span }) => {
    const place = span === undefined ? '' : ` (${span.file}:${span.start.line})`;
    return `# ${code}: ${message}${place}\n`;
  });
  const asked = choices.slice(1).map(({ because }) => `# or ${because}\n`);
  await expect([text, ...asked, ...told].join('')).toMatchFileSnapshot(`expected/${name}.yml`);
  const images = [undefined, ...definition.services.map((service) => service.name)];
  for (const target of images) {
    const source = new SourceText('grocker.yml', text);
    const { spec, diagnostics } = parseSpec(source, target === undefined ? {} : { target });
    expect([diagnostics, spec === undefined]).toStrictEqual([[], false]);
  }
});
