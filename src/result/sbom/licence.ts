import { ownValue } from '../../paths/own-value.ts';
import { CLASSIFIED, EXCEPTION_IDS, LICENCE_IDS } from './licence-ids.ts';
import { NOASSERTION, type ExtractedLicense } from './spdx.ts';

const licences = new Map(LICENCE_IDS.map((id) => [id.toLowerCase(), id]));
const exceptions = new Map(EXCEPTION_IDS.map((id) => [id.toLowerCase(), id]));

/** The licence of a package by its metadata, the most exact first. */
export interface LicenceWords {
  /** Meant as expressions of SPDX, or free text. */
  readonly texts: readonly string[];
  /** `License :: OSI Approved :: MIT License` */
  readonly classifiers: readonly string[];
}

/** The licences of a document: texts that are on no list of SPDX are kept in it, each once. */
export class Licences {
  readonly #extracted = new Map<string, string>();

  /** The declared licence of a package. */
  declared({ texts, classifiers }: LicenceWords): string {
    const written = texts.filter((text) => text !== '' && text.toUpperCase() !== 'UNKNOWN');
    for (const text of written) {
      const expression = licenceExpression(text);
      if (expression !== undefined) return expression;
    }
    const names = classifiers.map((text) => text.split('::').at(-1)?.trim() ?? '');
    const listed = names.flatMap((name) => ownValue(CLASSIFIED, name) ?? []);
    const [only] = listed;
    if (only !== undefined && listed.length === 1 && names.length === 1) return only;
    const [words = names.join('; ')] = written;
    return words === '' ? NOASSERTION : this.#reference(words);
  }

  get extracted(): readonly ExtractedLicense[] {
    return [...this.#extracted].map(([extractedText, licenseId]) => ({ licenseId, extractedText }));
  }

  #reference(text: string): string {
    const id = this.#extracted.get(text) ?? `LicenseRef-${this.#extracted.size + 1}`;
    this.#extracted.set(text, id);
    return id;
  }
}

/** An expression of identifiers that SPDX lists, with their spelling; undefined if it is not one. */
export function licenceExpression(text: string): string | undefined {
  const words = text.match(/[()]|[^\s()]+/g) ?? [];
  const made: string[] = [];
  let depth = 0;
  let state: 'operand' | 'operator' | 'exception' = 'operand';
  for (const word of words) {
    if (state === 'operand') {
      const id = licences.get(word.replace(/\+$/, '').toLowerCase());
      if (word === '(') depth += 1;
      else if (id === undefined) return undefined;
      else state = 'operator';
      made.push(id === undefined ? word : id + (word.endsWith('+') ? '+' : ''));
    } else if (state === 'exception') {
      const id = exceptions.get(word.toLowerCase());
      if (id === undefined) return undefined;
      made.push(id);
      state = 'operator';
    } else if (word === ')') {
      depth -= 1;
      if (depth < 0) return undefined;
      made.push(word);
    } else if (/^(?:and|or|with)$/i.test(word)) {
      made.push(word.toUpperCase());
      state = /^with$/i.test(word) ? 'exception' : 'operand';
    } else return undefined;
  }
  if (state !== 'operator' || depth !== 0) return undefined;
  return made.join(' ').replaceAll('( ', '(').replaceAll(' )', ')');
}
