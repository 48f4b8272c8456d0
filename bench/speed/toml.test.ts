import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Reads a text once, as a build does, and prints the time of the CPU that it took. */
const program = `
import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { parseSimpleToml } from './src/toml/simple-toml.ts';
const text = readFileSync(process.argv[3] ?? '', 'utf8');
const before = process.cpuUsage();
const root = process.argv[2] === 'simple' ? parseSimpleToml(text, 100) : parse(text);
const { user, system } = process.cpuUsage(before);
if (root === undefined) throw new Error('not simple');
console.log((user + system) / 1000);
`;

const hash = `sha256:${'0123456789abcdef'.repeat(4)}`;

function uvPackage(at: number): string {
  const place = `https://files.example/packages/${String(at).padStart(64, '0')}/package_${at}-1.0`;
  const wheels = Array.from(
    { length: 10 },
    (_, file) =>
      `    { url = "${place}-cp31${file}-cp31${file}-manylinux_2_28_x86_64.whl", hash = "${hash}", size = ${1000 + file}, upload-time = "2026-01-01T00:00:00Z" },\n`,
  );
  return `[[package]]\nname = "package-${at}"\nversion = "1.0"\nsource = { registry = "https://index.example/simple" }\nwheels = [\n${wheels.join('')}]\n\n`;
}

test('a uv.lock of a megabyte is read at least 20 ms sooner than by the parser of all of TOML', () => {
  const directory = mkdtempSync(join(tmpdir(), 'grocker-toml-'));
  onTestFinished(() => {
    rmSync(directory, { recursive: true });
  });
  const bundle = join(directory, 'read.cjs');
  buildSync({
    stdin: { contents: program, loader: 'ts', resolveDir: root },
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
  });
  const lock = join(directory, 'uv.lock');
  const packages = Array.from({ length: 370 }, (_, at) => uvPackage(at)).join('');
  writeFileSync(lock, `version = 1\nrevision = 3\n\n${packages}`);
  expect(packages.length).toBeGreaterThan(900_000);
  // As the frontend runs, without V8's optimizing compilers.
  const flags = ['--no-opt', '--no-maglev'];
  const least = (reader: string) =>
    Math.min(
      ...Array.from({ length: 5 }, () =>
        Number(
          execFileSync(process.execPath, [...flags, bundle, reader, lock], { encoding: 'utf8' }),
        ),
      ),
    );
  const [simple, full] = [least('simple'), least('full')];
  expect(full - simple, `${simple} ms and ${full} ms`).toBeGreaterThan(20);
});
