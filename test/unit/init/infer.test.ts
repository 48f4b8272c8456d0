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

/** What `packages` limits for an application. */
function limitsOf(files: Readonly<Record<string, string>>): readonly string[] {
  const { settings } = infer(treeOf(files)).definition;
  const packages = settings.find(({ key }) => key === 'packages')?.value;
  return (Array.isArray(packages) ? packages.map(String) : []).filter((each) => each.includes('<'));
}

test.each([
  ['Flask==1.1.2', ['markupsafe<2.1', 'jinja2<3.1', 'itsdangerous<2.1', 'werkzeug<2.1']],
  ['flask<2', ['markupsafe<2.1', 'werkzeug<3']],
  ['flask<=1.1.2', ['markupsafe<2.1', 'jinja2<3.1', 'itsdangerous<2.1', 'werkzeug<2.1']],
  ['flask~=2.1.0', ['werkzeug<3']],
  ['flask~=2.2', []],
  ['flask==1.*', ['markupsafe<2.1', 'werkzeug<3']],
  ['flask>=1.0', []],
  ['flask!=1.1.2', []],
])('%s limits %j', (requirement, limited) => {
  const app = 'from flask import Flask\napp = Flask(__name__)\n';
  const found = limitsOf({ 'app.py': app, 'requirements.txt': `${requirement}\n` });
  expect(found.toSorted()).toEqual(limited.toSorted());
});

const django = 'from django.conf.urls import url\n';

test.each([
  ['a name that newer versions lack', django, 'django', ['django<4']],
  ['a module', 'import moviepy.editor as mpy\n', 'moviepy', ['moviepy<2']],
  [
    'a name of a package that another brings',
    'from jinja2 import Markup\n',
    'flask',
    ['jinja2<3.1'],
  ],
  ['a name within a module', 'from flask.json import JSONEncoder\n', 'flask', ['flask<2.3']],
  ['a version that is named', django, 'django==3.2.25', []],
  ['a lower limit', django, 'django>=2', ['django<4']],
  ['a lower limit above', django, 'django>=5', []],
  [
    'an import with another way',
    `try:\n    ${django}except ImportError:\n    pass\n`,
    'django',
    [],
  ],
  ['an import of a function', `def urls():\n    ${django}`, 'django', []],
  ['a package that is not required', django, 'flask', []],
])('%s is seen by an import', (_, imported, requirement, limited) => {
  const app = `${imported}from flask import Flask\napp = Flask(__name__)\n`;
  const found = limitsOf({ 'app.py': app, 'requirements.txt': `${requirement}\n` });
  expect(found.toSorted()).toEqual(limited.toSorted());
});

test('an import limits a package that no file requires', () => {
  const app = `${django}import django\nfrom flask import Flask\napp = Flask(__name__)\n`;
  const { definition } = infer(treeOf({ 'app.py': app }));
  const packages = definition.settings.find(({ key }) => key === 'packages')?.value;
  expect(packages).toContain('django<4');
});

test('a limit that an import sets limits the Python', () => {
  const files = {
    'manage.py':
      'import django\nimport os\nos.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"\n',
    'shop/settings.py': 'WSGI_APPLICATION = "shop.wsgi.application"\n',
    'shop/wsgi.py': 'application = None\n',
    'shop/urls.py': django,
    'requirements.txt': 'django\n',
  };
  const { definition } = infer(treeOf(files));
  const runtime = definition.settings.find(({ key }) => key === 'runtime');
  expect(runtime?.value).toContain('3.1');
  expect(runtime?.because).toBe(
    'django<4 (shop/urls.py imports django.conf.urls.url) uses cgi, which Python 3.13 removed',
  );
});
