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

test('names of files that move a cursor or reverse a text are visible in the file, and end no comment', () => {
  const main = "if __name__ == '__main__':\n    pass\n";
  for (const name of [
    '\u001b[2Ja.py',
    'a\u202eb.py',
    'a\nrelease: b.py',
    '\u009b31m.py',
    '\rb.py',
  ]) {
    const { definition } = infer(treeOf({ [name]: main, '.python-version': `${name}\n` }));
    const text = definitionText(definition, 'org/grocker-frontend');
    expect(text).not.toMatch(/[^\P{C}\n]/u);
    const { spec, diagnostics } = parseSpec(new SourceText('grocker.yml', text), {});
    expect(diagnostics).toEqual([]);
    expect(spec?.image.entrypoint.value).toContain(name);
    expect(spec?.release).toBeUndefined();
  }
});

test('a project of many directories, or of many assignments, is read in linear time', () => {
  const directories = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, number) => [`d${number}/requirements.txt`, ''] as const),
  );
  const assignments = { 'app.py': 'app = '.repeat(20_000) };
  for (const files of [directories, assignments]) {
    const before = process.cpuUsage();
    infer(treeOf(files));
    const { user, system } = process.cpuUsage(before);
    // Milliseconds of the CPU; what is not linear takes minutes.
    expect((user + system) / 1000).toBeLessThan(20_000);
  }
});
