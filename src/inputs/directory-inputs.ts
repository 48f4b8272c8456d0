import type { Help } from '../diagnostics/help.ts';
import type { CodeOf } from '../diagnostics/diagnostic-code.ts';
import { readdir, realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';

import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { decodeSource } from '../diagnostics/decode-source.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { definitionNames, type Inputs } from './inputs.ts';
import { readLocalFile } from './local-file.ts';
import { joinPath, pathPattern } from '../paths/path-pattern.ts';

/** The inputs of a build, from a directory of this machine; images are not queried. */
export class DirectoryInputs implements Omit<Inputs, 'baseImage'> {
  readonly #context: string;
  readonly #definition: string | undefined;
  #source: Promise<SourceText> | undefined;

  /** `definition` is a path of its own, not one of the context. */
  constructor(context: string, definition?: string) {
    this.#context = context;
    this.#definition = definition;
  }

  /** Read once. */
  readonly definition = (): Promise<SourceText> => (this.#source ??= this.#read());

  async #read(): Promise<SourceText> {
    const candidates =
      this.#definition === undefined
        ? definitionNames.map((name) => [name, resolve(this.#context, name)] as const)
        : [[this.#definition, this.#definition] as const];
    for (const [name, path] of candidates) {
      const bytes = await existing(readLocalFile(path));
      if (bytes) return text(name, bytes);
    }
    throw problem(
      'no-definition',
      `there is no ${candidates.map(([name]) => name).join(' and no ')}`,
      'Name the file; it may be empty.',
    );
  }

  readonly paths: Inputs['paths'] = async ({ patterns }) => {
    const found = new Set<string>();
    for (const pattern of patterns) {
      const { directory, matches } = pathPattern(pattern);
      const path = resolve(this.#context, directory);
      const entries = (await existing(readdir(path, { withFileTypes: true }))) ?? [];
      for (const entry of entries) {
        if (!entry.isDirectory() && matches(entry.name)) found.add(joinPath(directory, entry.name));
      }
    }
    return [...found].sort();
  };

  readonly files: Inputs['files'] = async (question) => {
    const found = new Map<string, string>();
    for (const path of await this.paths(question)) {
      const bytes = await this.file(path);
      if (bytes) found.set(path, text(path, bytes).text);
    }
    return Object.fromEntries(found);
  };

  readonly file: Inputs['file'] = async (path) => {
    const [root, real] = await Promise.all([
      realpath(this.#context),
      existing(realpath(resolve(this.#context, path))),
    ]);
    if (real === undefined) return undefined;
    const inside = relative(root, real);
    if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
      throw problem(
        'path-outside-context',
        `${path} leads out of the context`,
        'Copy the file into the context.',
      );
    }
    return existing(readLocalFile(real));
  };
}

/** Undefined for what does not exist, or is a directory where a file is wanted. */
async function existing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw error;
  }
}

function text(name: string, bytes: Uint8Array): SourceText {
  const decoded = decodeSource(name, bytes);
  if (!(decoded instanceof SourceText)) throw new DiagnosticError([decoded]);
  return decoded;
}

function problem(code: CodeOf<'error'>, message: string, help: Help): DiagnosticError {
  return new DiagnosticError([{ code, severity: 'error', message, help }]);
}
