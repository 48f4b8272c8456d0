import { cp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lockedFiles, fitsTarget } from '../locked-files.ts';
import type { FileMirror } from '../file-mirror.ts';

/** Placeholders in committed files for hosts that this repository does not name. */
export interface Hosts {
  /** The server in place of `https://files.example/`. */
  readonly files: string;
  /** The server in place of `https://index.example/simple`. */
  readonly index: string;
  /** The server in place of `https://packages.example/simple`. */
  readonly company: string;
}

/** The context of one side's builds: a copy of the application with real hosts in its files. */
export class Place {
  readonly directory: string;
  readonly #hosts: Hosts;
  readonly #mirror: FileMirror | undefined;

  /** @param mirror where the files of uv.lock come from, if not from their index. */
  constructor(directory: string, hosts: Hosts, mirror: FileMirror | undefined) {
    this.directory = directory;
    this.#hosts = hosts;
    this.#mirror = mirror;
  }

  async reset(application: string): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
    await this.lay(application);
  }

  /** Copies the files of a directory over existing ones. */
  async lay(files: string): Promise<void> {
    await cp(files, this.directory, { recursive: true });
    const names = await readdir(this.directory, { recursive: true, withFileTypes: true });
    for (const entry of names.filter((each) => each.isFile()))
      await this.#rewrite(join(entry.parentPath, entry.name));
  }

  /** Another line in a source file: never one that an earlier bench built. */
  async setRevision(file: string): Promise<void> {
    const path = join(this.directory, file);
    const text = await readFile(path, 'utf8');
    const changed = text.replace(/revision \d+/, `revision ${Date.now()}`);
    if (changed === text) throw new Error(`${file} has no revision`);
    await writeFile(path, changed);
  }

  async #rewrite(path: string): Promise<void> {
    const text = await readFile(path, 'utf8');
    let written = text
      .replaceAll('https://files.example/', this.#hosts.files)
      .replaceAll('https://index.example/simple', this.#hosts.index)
      .replaceAll('https://packages.example/simple', this.#hosts.company);
    if (this.#mirror !== undefined && path.endsWith('uv.lock')) {
      const files = lockedFiles(written);
      await this.#mirror.fill(files.filter(({ url }) => fitsTarget(url)));
      for (const file of files)
        written = written.replaceAll(`"${file.url}"`, `"${this.#mirror.url(file)}"`);
    }
    if (written !== text) await writeFile(path, written);
  }
}
