import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { runImage } from '../support/engine.ts';
import { exampleCopy, runReadme } from '../support/readme.ts';

/** System packages by name, as status.d has them, and those of whose files nothing tells who made them. */
const RECORDS = `
import json, os
records, found, lacking = "/var/lib/dpkg/status.d", {}, []
for name in sorted(os.listdir(records)):
    if name.endswith(".md5sums"):
        continue
    fields = dict(line.split(": ", 1) for line in open(os.path.join(records, name)).read().splitlines() if ": " in line and not line.startswith(" "))
    found[fields["Package"]] = fields["Version"]
    if not os.path.exists("/usr/share/doc/" + fields["Package"] + "/copyright"):
        lacking.append(fields["Package"])
print(json.dumps({"packages": found, "lacking": lacking, "shell": os.path.exists("/bin/sh")}))
`;

interface Records {
  readonly packages: Readonly<Record<string, string>>;
  readonly lacking: readonly string[];
  readonly shell: boolean;
}

// On a minimal base, and with slim packages, an example does what its README says.
test.each([
  ['ipython', ['base: minimal'], 'libpython3.13-stdlib'],
  // Their READMEs use cat and a shell.
  ['site', ['base: minimal', 'keep: [coreutils]'], 'libpython3.13-stdlib'],
  ['native', ['base: minimal', 'keep: [dash]'], 'libmariadb3'],
  ['workspace', ['base: minimal'], 'libpython3.13-stdlib'],
  ['qrcode', ['base: minimal', 'slim: true'], 'libzbar0t64'],
  ['site', ['base: minimal', 'slim: true', 'keep: [coreutils]'], 'libpython3.13-stdlib'],
])('example %s with %j runs unchanged', async (name, lines, wanted) => {
  const directory = await exampleCopy(name);
  const path = join(directory, 'grocker.yml');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace(/^(# syntax=.*\n)/, `$1${lines.join('\n')}\n`));
  await runReadme(name, directory, async (_, tag) => {
    const runArgs = ['--entrypoint', 'python'];
    const records = JSON.parse(await runImage(tag, ['-c', RECORDS], { runArgs })) as Records;
    expect(records.shell).toBe(lines.includes('keep: [dash]'));
    expect(Object.keys(records.packages)).toContain(wanted);
    expect(Object.values(records.packages)).not.toContain('');
    expect(records.lacking).toEqual([]);
  });
});
