import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';

import type { SpdxDocument } from '../../src/result/sbom/spdx.ts';
import {
  buildGrocker,
  buildImage,
  docker,
  registry,
  temporaryDirectory,
} from '../support/engine.ts';
import { examplePath } from '../support/example.ts';
import { useMirror } from '../support/files-prefix.ts';
import { attestations } from '../support/image.ts';
import { scannedPackages } from '../support/scanned-packages.ts';
import { spdxMistakes } from '../support/valid-spdx.ts';

const greeter = fileURLToPath(new URL('greeter', import.meta.url));

const listPython =
  'import importlib.metadata as m, json, re; ' +
  'print(json.dumps([[re.sub("[-_.]+", "-", d.metadata["Name"]).lower(), d.version] for d in m.distributions()]))';

/** The packages of which dpkg's records tell, in an image without dpkg. */
const listRecords = `
import glob, json, re
texts = [open(name).read() for name in glob.glob("/var/lib/dpkg/status.d/*") if not name.endswith(".md5sums")]
print(json.dumps([" ".join(re.search(f"^{key}: (.*)", text, re.M)[1] for key in ("Package", "Version")) for text in texts]))
`;

/** Pushes an image with its bill of materials, and gives the documents. */
async function billed(
  directory: string,
  name: string,
  args: readonly string[] = [],
  bill = '--sbom=true',
) {
  const repository = `test/sbom-${name}`;
  const image = `${registry()}/${repository}:latest`;
  const result = ['--provenance=false', '--tag', image, '--push'];
  const { stderr } = await buildGrocker(directory, [bill, ...args, ...result]);
  const texts = await attestations(repository, 'latest', 'https://spdx.dev/Document');
  return { image, stderr, texts, documents: texts.map((text) => JSON.parse(text) as SpdxDocument) };
}

/** A scanner by BuildKit's protocol (docs/attestations/sbom-protocol.md): its document has the name of a file of the image. */
const SCANNER = `#!/bin/sh
set -e
found=$(find "$BUILDKIT_SCAN_SOURCE" -name 'greeter-*.dist-info' | head -n 1)
cat >"$BUILDKIT_SCAN_DESTINATION/found.spdx.json" <<END
{
  "_type": "https://in-toto.io/Statement/v0.1",
  "predicateType": "https://spdx.dev/Document",
  "predicate": {"name": "\${found##*/}"}
}
END
`;

/** A copy of an example whose lock this machine can fetch. */
async function example(name: string): Promise<string> {
  const directory = await temporaryDirectory();
  await cp(fileURLToPath(examplePath(name)), directory, { recursive: true });
  useMirror(directory);
  return directory;
}

/** Names and versions of one kind of package, from their purls. */
function packagesOf(document: SpdxDocument | undefined, kind: string): readonly string[] {
  const purls = (document?.packages ?? []).flatMap(({ externalRefs = [] }) =>
    externalRefs.map(({ referenceLocator }) => referenceLocator),
  );
  const pattern = new RegExp(`^pkg:${kind}/(?:[^/@]+/)?([^/@]+)@([^?]+)`);
  return purls
    .flatMap((purl) => {
      const [, name, version] = pattern.exec(purl) ?? [];
      return name === undefined ? [] : [decodeURIComponent(`${name} ${version ?? ''}`)];
    })
    .sort();
}

async function installed(image: string) {
  const run = async (args: readonly string[]) =>
    (await docker(['run', '--rm', '--entrypoint', ...args])).stdout;
  const python = JSON.parse(await run(['python', image, '-c', listPython])) as [string, string][];
  const format = '-f=${db:Status-Status} ${Package} ${Version}\\n';
  const system = await run(['dpkg-query', image, '-W', format]);
  return {
    python: python.map((pair) => pair.join(' ')).sort(),
    system: Array.from(system.matchAll(/^installed (.*)$/gm), ([, found = '']) => found).sort(),
  };
}

describe('the bill of materials', () => {
  test.each(['qrcode', 'site', 'workspace'])(
    'of examples/%s has exactly the packages of the image, and is valid',
    async (name) => {
      const { image, documents, texts, stderr } = await billed(await example(name), name);
      expect(texts).toHaveLength(1);
      expect(await spdxMistakes(texts[0] ?? '')).toBe('');
      expect(stderr).not.toContain('syft');
      const found = await installed(image);
      expect(packagesOf(documents[0], 'pypi')).toEqual(found.python);
      expect(packagesOf(documents[0], 'deb')).toEqual(found.system);
      expect(found.python.length).toBeGreaterThan(1);
      expect(await scannedPackages(texts[0] ?? '')).toEqual(
        [
          ...found.python.map((each) => `python ${each}`),
          ...found.system.map((each) => `deb ${each}`),
        ].sort(),
      );
    },
  );

  test('has the same bytes twice, names compiled packages, and has the compiler stage if stages are scanned', async () => {
    const scanned = ['--build-arg', 'BUILDKIT_SBOM_SCAN_STAGE=true'];
    const first = await billed(greeter, 'greeter', scanned);
    const second = await billed(greeter, 'greeter', [...scanned, '--no-cache-filter', 'check']);
    expect(second.texts).toEqual(first.texts);
    const [image, compiler] = first.documents;
    const markupsafe = image?.packages.find(({ name }) => name === 'markupsafe');
    expect(markupsafe?.sourceInfo).toMatch(/^built from the sdist markupsafe-3\.0\.3\.tar\.gz/);
    expect(markupsafe?.checksums?.[0]?.checksumValue).toMatch(/^[0-9a-f]{64}$/);
    expect(image?.relationships).toContainEqual({
      spdxElementId: 'SPDXRef-python-jinja2',
      relationshipType: 'DEPENDS_ON',
      relatedSpdxElement: 'SPDXRef-python-markupsafe',
    });
    expect(packagesOf(image, 'deb').join('\n')).not.toMatch(/^gcc /m);
    expect(packagesOf(compiler, 'deb').join('\n')).toMatch(/^gcc /m);
    expect(await spdxMistakes(first.texts[1] ?? '')).toBe('');
  });

  // scripts/test --engines runs this: everything is made for the second platform, too.
  test.runIf(process.env['GROCKER_ENGINES'] === 'all')(
    'of several platforms is one for each, and valid',
    async () => {
      // Programs of both run here without emulation.
      const platforms =
        process.arch === 'x64' ? 'linux/amd64,linux/amd64/v2' : 'linux/arm64,linux/arm64/v8.1';
      const { documents, texts } = await billed(greeter, 'platforms', ['--platform', platforms]);
      expect(documents).toHaveLength(2);
      for (const text of texts) expect(await spdxMistakes(text)).toBe('');
      const pythonPackages = documents.map((document) => packagesOf(document, 'pypi'));
      expect(pythonPackages[0]).toEqual(['greeter 1.2', 'jinja2 3.1.6', 'markupsafe 3.0.3']);
      expect(pythonPackages[1]).toEqual(pythonPackages[0]);
    },
  );

  test('is the same if the client asks to scan the context, too, and no argument is unknown', async () => {
    const plain = await billed(greeter, 'context');
    const argument = ['--build-arg', 'BUILDKIT_SBOM_SCAN_CONTEXT=true'];
    const scanned = await billed(greeter, 'context', argument);
    expect(scanned.texts).toEqual(plain.texts);
    expect(scanned.stderr).not.toContain('SBOM_SCAN_CONTEXT');
  });

  test('is that of a scanner, if the client names one', async () => {
    const scanner = await temporaryDirectory({
      Dockerfile: 'FROM debian:trixie-slim\nCOPY --chmod=755 scan /scan\nENTRYPOINT ["/scan"]\n',
      scan: SCANNER,
    });
    const reference = `${registry()}/test/scanner:latest`;
    await buildImage(scanner, ['--provenance=false', '--tag', reference, '--push']);
    const attest = `--attest=type=sbom,generator=${reference}`;
    const { documents } = await billed(greeter, 'scanned', [], attest);
    expect(documents).toEqual([{ name: 'greeter-1.2.dist-info' }]);
  });

  test('of a minimal image has exactly the packages of its records', async () => {
    const directory = await temporaryDirectory({
      'grocker.yml':
        '# syntax=org/grocker-frontend\nruntime: trixie/3.13\nbase: minimal\nrelease: six==1.17.0\nentrypoint_name: [python3]\n',
    });
    const { image, documents } = await billed(directory, 'minimal');
    const { stdout } = await docker([
      'run',
      '--rm',
      '--entrypoint',
      'python3',
      image,
      '-c',
      listRecords,
    ]);
    const records = JSON.parse(stdout) as string[];
    expect(records.join('\n')).toMatch(/^libc6 /m);
    expect(records.join('\n')).not.toMatch(/^apt /m);
    expect(packagesOf(documents[0], 'deb')).toEqual(records.sort());
    expect(packagesOf(documents[0], 'pypi')).toEqual(['six 1.17.0']);
  });

  test('lies beside the files of an image that is exported as files', async () => {
    const directory = await temporaryDirectory();
    const output = `type=local,dest=${directory}`;
    await buildGrocker(greeter, ['--sbom=true', '--provenance=false', '--output', output]);
    const statement = JSON.parse(await readFile(join(directory, 'sbom.spdx.json'), 'utf8')) as {
      readonly predicate: SpdxDocument;
    };
    expect(statement.predicate.name).toBe('greeter');
  });

  test('of the target wheels has each of them', async () => {
    const directory = await temporaryDirectory();
    const output = `type=local,dest=${directory}`;
    const target = ['--target', 'wheels', '--output', output];
    await buildGrocker(greeter, ['--sbom=true', '--provenance=false', ...target]);
    const text = await readFile(join(directory, 'sbom.spdx.json'), 'utf8');
    const { predicate } = JSON.parse(text) as { readonly predicate: SpdxDocument };
    expect(await spdxMistakes(JSON.stringify(predicate))).toBe('');
    const wheels = ['greeter 1.2', 'jinja2 3.1.6', 'markupsafe 3.0.3'];
    expect(packagesOf(predicate, 'pypi')).toEqual(wheels);
  });
});
