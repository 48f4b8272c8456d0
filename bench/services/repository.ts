import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Kilobytes of the packages that every service has, and of those that each has alone: four fifths are shared. */
const SHARED = [8000, 4000, 2000, 1000, ...Array.from({ length: 12 }, () => 250)];
const OWN = [2000, 1000, ...Array.from({ length: 6 }, () => 250)];

interface Wheel {
  readonly name: string;
  readonly file: string;
  readonly sha256: string;
}

/**
 * Writes a repository with one definition for so many services, each with a lock of its own, and the wheels of the locks
 * into a directory that `files` serves; the names of the services.
 */
export async function writeServices(
  count: number,
  { context, wheels, files }: { context: string; wheels: string; files: string },
): Promise<readonly string[]> {
  await rm(context, { recursive: true, force: true });
  await mkdir(context, { recursive: true });
  await mkdir(wheels, { recursive: true });
  const made = (prefix: string, sizes: readonly number[]) =>
    Promise.all(sizes.map((size, at) => makeWheel(wheels, `${prefix}${at + 1}`, size)));
  const shared = await made('shared', SHARED);
  const names = Array.from({ length: count }, (_, at) => `s${String(at + 1).padStart(2, '0')}`);
  for (const name of names) {
    const own = await made(`${name}only`, OWN);
    await writeFile(join(context, `pylock.${name}.toml`), lockText([...shared, ...own], files));
    await writeFile(join(context, `${name}.py`), `print("${name}")\n`);
  }
  const services = names.map((name) => {
    const source = `{path: ., include: [${name}.py]}`;
    return `  ${name}: {lock: pylock.${name}.toml, source: ${source}, entrypoint_name: [python, ${name}.py]}\n`;
  });
  const [first = ''] = names;
  const own = `lock: pylock.${first}.toml\nsource: {path: ., include: [${first}.py]}\nentrypoint_name: [python, ${first}.py]\n`;
  await writeFile(
    join(context, 'grocker.yml'),
    `# syntax=org/grocker-frontend\nruntime: trixie/3.13\n${own}services:\n${services.join('')}`,
  );
  return names;
}

function lockText(wheels: readonly Wheel[], files: string): string {
  const packages = wheels.map(
    ({ name, file, sha256 }) =>
      `[[packages]]\nname = "${name}"\nversion = "1.0"\n` +
      `wheels = [{ url = "${files}/${file}", hashes = { sha256 = "${sha256}" } }]\n`,
  );
  return `lock-version = "1.0"\ncreated-by = "bench"\n\n${packages.join('\n')}`;
}

/** Half of a wheel does not compress, like a library; the other half is source text. */
const SCRIPT = `
import hashlib, sys, zipfile
path, name, kilobytes = sys.argv[1], sys.argv[2], int(sys.argv[3])
noise = hashlib.shake_256(name.encode()).digest(kilobytes * 512)
lines = "".join(f"def f{i}(a, b={i}):\\n    return [a + b, {i} * a, '{name} {i}']\\n\\n\\n" for i in range(200))
def entry(name):
    return zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
info = f"{name}-1.0.dist-info"
with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
    wheel.writestr(entry(f"{name}/data.bin"), noise)
    wheel.writestr(entry(f"{name}/__init__.py"), "")
    for at in range(max(1, kilobytes * 512 // len(lines))):
        wheel.writestr(entry(f"{name}/m{at}.py"), lines)
    wheel.writestr(entry(f"{info}/METADATA"), f"Metadata-Version: 2.1\\nName: {name}\\nVersion: 1.0\\n")
    wheel.writestr(entry(f"{info}/WHEEL"), "Wheel-Version: 1.0\\nGenerator: bench\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr(entry(f"{info}/RECORD"), "")
`;

async function makeWheel(directory: string, name: string, kilobytes: number): Promise<Wheel> {
  const file = `${name}-1.0-py3-none-any.whl`;
  const path = join(directory, file);
  execFileSync('python3', ['-c', SCRIPT, path, name, String(kilobytes)]);
  const sha256 = createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
  return { name, file, sha256 };
}
