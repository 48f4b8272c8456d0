import { baseName } from '../paths/base-name.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { IgnoreFile } from './hiding-line.ts';
import { definitionNames, type ImageAnswer, type Inputs } from './inputs.ts';
import { joinPath, pathPattern } from '../paths/path-pattern.ts';

/** The inputs of a build, given as values. */
export class MemoryInputs implements Inputs {
  readonly #files: ReadonlyMap<string, string>;
  readonly #images: ReadonlyMap<string, ImageAnswer>;

  /** Files by path, grocker.yml among them, and images by reference. */
  constructor(
    files: Readonly<Record<string, string>>,
    images: Readonly<Record<string, ImageAnswer>> = {},
  ) {
    this.#files = new Map(Object.entries(files));
    this.#images = new Map(Object.entries(images));
  }

  readonly definition: Inputs['definition'] = () => {
    const name = definitionNames.find((each) => this.#files.has(each)) ?? definitionNames[0];
    return Promise.resolve(new SourceText(name, this.#files.get(name) ?? ''));
  };

  readonly paths: Inputs['paths'] = ({ patterns }) => {
    const parsed = patterns.map(pathPattern);
    const found = [...this.#files.keys()].filter((path) =>
      parsed.some(({ directory, matches }) => {
        const name = baseName(path);
        return matches(name) && joinPath(directory, name) === path;
      }),
    );
    return Promise.resolve(found.sort());
  };

  readonly files: Inputs['files'] = async (question) => {
    const found = await this.paths(question);
    return Object.fromEntries(found.map((path) => [path, this.#files.get(path) ?? '']));
  };

  readonly ignoreFile = (): Promise<IgnoreFile | null> => {
    const text = this.#files.get('.dockerignore');
    return Promise.resolve(text === undefined ? null : { name: '.dockerignore', text });
  };

  readonly file: Inputs['file'] = (path) => {
    const text = this.#files.get(path);
    return Promise.resolve(text === undefined ? undefined : new TextEncoder().encode(text));
  };

  readonly baseImage: Inputs['baseImage'] = ({ reference }) => {
    const answer = this.#images.get(reference);
    return answer
      ? Promise.resolve(answer)
      : Promise.reject(new Error(`no image ${reference} was given`));
  };
}
