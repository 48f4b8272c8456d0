import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { docker, secretArguments, type Engine } from './engine.ts';
import type { Variant } from './side.ts';
import type { FileMirror } from './file-mirror.ts';
import { fitsTarget, lockedFiles, lockedPackages } from './locked-files.ts';

/** Pure packages without dependencies; each measurement of an added package takes the next one. */
export const ADDED = [
  'humanize',
  'tabulate',
  'toolz',
  'sortedcontainers',
  'xmltodict',
  'pathspec',
  'blinker',
];

/** A context that both sides build, in the state that a scenario gave it. */
export class Workload {
  readonly context: string;
  readonly #application: string;
  readonly #locks: string;
  readonly #lockDefinition: string;
  readonly #mirror: FileMirror;
  readonly #engine: Engine;

  constructor(
    engine: Engine,
    mirror: FileMirror,
    application: string,
    lockDefinition: string,
    directory: string,
  ) {
    this.#engine = engine;
    this.#mirror = mirror;
    this.#application = application;
    this.#lockDefinition = lockDefinition;
    this.#locks = join(directory, 'locks');
    this.context = join(directory, 'context');
  }

  /** The application as it is in the repository, with its locks. */
  async reset(variant: Variant): Promise<void> {
    await rm(this.context, { recursive: true, force: true });
    await cp(this.#application, this.context, { recursive: true });
    await this.setPackages(undefined);
    if (variant === 'locked') await this.#lockSystem();
  }

  /** Changes one line of the application's one source file. */
  async setRevision(revision: number): Promise<void> {
    const path = join(this.context, 'shop/__init__.py');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace(/revision \d+/, `revision ${revision}`));
  }

  /** Writes project and lock, with one package more than the repository has, or without. */
  async setPackages(added: string | undefined): Promise<void> {
    const project = await this.#project(added);
    await writeFile(join(this.context, 'pyproject.toml'), project);
    await writeFile(join(this.context, 'uv.lock'), await this.#mirroredLock(project));
  }

  /** Packages of the lock that the image has, the application not counted. */
  async packageCount(): Promise<number> {
    const lock = await readFile(join(this.context, 'uv.lock'), 'utf8');
    return lockedPackages(lock).filter((files) => files.some(({ url }) => fitsTarget(url))).length;
  }

  async #project(added: string | undefined): Promise<string> {
    const text = await readFile(join(this.#application, 'pyproject.toml'), 'utf8');
    return added === undefined
      ? text
      : text.replace('dependencies = [', `dependencies = [\n  "${added}",`);
  }

  /** The lock of a project with its files on the mirror; made once for each content of pyproject.toml. */
  async #mirroredLock(project: string): Promise<string> {
    const digest = createHash('sha256').update(project).digest('hex');
    const directory = join(this.#locks, digest.slice(0, 16));
    const lock = await readFile(join(directory, 'uv.lock'), 'utf8').catch(() =>
      this.#makeLock(project, directory),
    );
    const files = lockedFiles(lock);
    await this.#mirror.fill(files.filter(({ url }) => fitsTarget(url)));
    return files.reduce(
      (text, file) => text.replaceAll(`"${file.url}"`, `"${this.#mirror.url(file)}"`),
      lock,
    );
  }

  /** Writes grocker.lock, by the frontend itself. */
  async #lockSystem(): Promise<void> {
    await docker(
      ...['buildx', 'build', '--builder', 'default', '--file', join(this.context, 'grocker.yml')],
      ...secretArguments(this.#engine),
      ...['--target', 'lock', '--output', this.context, this.context],
    );
  }

  async #makeLock(project: string, directory: string): Promise<string> {
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, 'pyproject.toml'), project);
    await docker(
      ...['buildx', 'build', '--builder', 'default', '--file', this.#lockDefinition],
      ...secretArguments(this.#engine),
      ...['--output', directory, directory],
    );
    return readFile(join(directory, 'uv.lock'), 'utf8');
  }
}
