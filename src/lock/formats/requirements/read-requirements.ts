import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { SourceText } from '../../../diagnostics/source-text.ts';
import type { Span } from '../../../diagnostics/span.ts';
import { normalizeName } from '../../../python/name.ts';
import { lockBounds } from '../../bounds.ts';
import { contextPath, directoryOf } from '../../../paths/context-path.ts';
import { checkLength } from '../../document.ts';
import { lockDiagnostic, lockError } from '../../lock-error.ts';
import type { LockInput } from '../../lock-input.ts';
import { hasControlCharacter } from '../../../toml/control-characters.ts';
import { lineOptions } from './line-options.ts';
import type { LineOption, LineParts } from './line-options.ts';
import { logicalLines } from './logical-lines.ts';
import { plainPath } from './parse-reference.ts';
import { readScript } from './read-script.ts';
import { parseRequirementLine } from './parse-requirement-line.ts';
import type {
  LockedRequirement,
  RequirementsLock,
  RequirementsOptions,
} from './requirements-lock.ts';

/** Reads a requirements file and what it includes (pip, "Requirements File Format"), or the requirements of a script. */
export function readRequirements(input: LockInput): RequirementsLock {
  if (input.source.name.endsWith('.py')) return readScript(input);
  return new RequirementsReader(input).read();
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

class RequirementsReader {
  readonly #input: LockInput;
  readonly #directory: string;
  readonly #requirements: LockedRequirement[] = [];
  readonly #constraints: LockedRequirement[] = [];
  readonly #missing = new Set<string>();
  readonly #diagnostics: Diagnostic[] = [];
  readonly #extraIndexUrls: string[] = [];
  readonly #findLinks: string[] = [];
  /** Errors only with `--no-index`; with an index, pip also ignores links to nothing. */
  readonly #linksOutside: Diagnostic[] = [];
  readonly #options: Mutable<RequirementsOptions> = {
    extraIndexUrls: this.#extraIndexUrls,
    findLinks: this.#findLinks,
    noIndex: false,
    prereleases: false,
    requireHashes: false,
    noBinary: [],
    onlyBinary: [],
  };

  constructor(input: LockInput) {
    this.#input = input;
    this.#directory = contextPath('.', input.directory ?? '.') ?? '.';
  }

  read(): RequirementsLock {
    this.#file(this.#input.source, false, []);
    return {
      format: 'requirements',
      file: this.#input.source.name,
      missing: [...this.#missing],
      diagnostics: [...this.#diagnostics, ...(this.#options.noIndex ? this.#linksOutside : [])],
      directory: this.#directory,
      requirements: this.#requirements,
      constraints: this.#constraints,
      options: this.#options,
    };
  }

  #file(source: SourceText, constraint: boolean, above: readonly string[]): void {
    checkLength(source);
    const within = [...above, source.name];
    for (const line of logicalLines(source.text)) {
      const span = source.span(line.start, line.end);
      const written = this.#withVariables(line.text);
      checkLine(written, span);
      const parts = lineOptions(written);
      if (typeof parts === 'string') throw lockError('lock-syntax', parts, { span });
      if (parts.argument !== '') {
        this.#add(parts, span, constraint);
        continue;
      }
      for (const option of parts.options) {
        if (option.name === 'requirement' || option.name === 'constraint') {
          this.#include(option, span, source.name, within);
        } else {
          this.#option(option, span, source.name);
        }
      }
    }
  }

  /** `${NAME}`, capitals, digits and `_` alone; what is not given stays (pip, "Using environment variables"). */
  #withVariables(text: string): string {
    const { variables = {} } = this.#input;
    return text.replace(/\$\{([A-Z0-9_]+)\}/g, (written, name: string) =>
      Object.hasOwn(variables, name) ? (variables[name] ?? written) : written,
    );
  }

  #add({ argument, editable, options }: LineParts, span: Span, constraint: boolean): void {
    const list = constraint ? this.#constraints : this.#requirements;
    const unknown = this.#input.variables && /\$\{[A-Z0-9_]+\}/.exec(argument)?.[0];
    if (unknown !== undefined) {
      throw lockError('lock-field', `\`${unknown}\` has no value`, {
        span,
        help: `Declare it under \`args\` in grocker.yml, and give its value with --build-arg.`,
      });
    }
    list.push(parseRequirementLine(argument, options, span, editable, this.#directory));
    if (this.#requirements.length + this.#constraints.length > lockBounds.packages) {
      throw lockError('lock-too-large', `more than ${lockBounds.packages} requirements`, { span });
    }
  }

  #include(option: LineOption, span: Span, from: string, within: readonly string[]): void {
    if (within.length > lockBounds.includeDepth) {
      throw lockError(
        'lock-too-large',
        `requirements files include one another more than ${lockBounds.includeDepth} deep`,
        { span },
      );
    }
    if (/^https?:/i.test(option.value)) {
      throw lockError('lock-file-missing', `\`${option.value}\` is not a file of the context`, {
        span,
        help: 'Save it next to the other and name it by its path.',
      });
    }
    const name = contextPath(directoryOf(from), option.value);
    if (name === undefined) {
      throw lockError('lock-path', `\`${option.value}\` is outside of the build context`, { span });
    }
    if (within.includes(name)) {
      throw lockError('lock-syntax', `\`${name}\` includes itself`, { span });
    }
    const source = this.#input.readFile?.(name);
    if (source !== undefined) {
      this.#file(source, option.name === 'constraint', within);
      return;
    }
    this.#missing.add(name);
    this.#diagnostics.push(
      lockDiagnostic('lock-file-missing', `\`${name}\` is not there`, {
        span,
        help: 'Add the file to the context, or remove the line.',
      }),
    );
  }

  /** A url, or a directory, which pip looks for next to the file first. */
  #addLinks(written: string, span: Span, from: string): void {
    const isUrl = /^https?:\/\//i.test(written);
    const place = isUrl ? written : contextPath(directoryOf(from), plainPath(written));
    if (place !== undefined) {
      this.#findLinks.push(place);
      return;
    }
    this.#linksOutside.push(
      lockDiagnostic('lock-path', `\`${written}\` is outside of the build context`, {
        span,
        help: 'Name a directory of the context, relative to this file, or a url.',
      }),
    );
  }

  #option({ name, value }: LineOption, span: Span, from: string): void {
    const options = this.#options;
    switch (name) {
      case 'index-url':
        options.indexUrl = value;
        return;
      case 'extra-index-url':
        this.#extraIndexUrls.push(value);
        return;
      case 'find-links':
        this.#addLinks(value, span, from);
        return;
      case 'no-index':
        options.noIndex = true;
        return;
      case 'pre':
        options.prereleases = true;
        return;
      case 'require-hashes':
        options.requireHashes = true;
        return;
      case 'no-binary':
        options.noBinary = withNames(options.noBinary, value);
        return;
      case 'only-binary':
        options.onlyBinary = withNames(options.onlyBinary, value);
        return;
      case 'requirement':
      case 'constraint':
      case 'editable':
      case 'prefer-binary':
      case 'trusted-host':
      case 'use-feature':
      case 'global-option':
      case 'hash':
      case 'config-settings':
        // These choose no file; grocker.yml has the settings of builds.
        return;
    }
  }
}

/** uv must not see more lines than this reader. */
function checkLine(text: string, span: Span): void {
  if (!hasControlCharacter(text.replaceAll('\t', ' '))) return;
  throw lockError('lock-syntax', 'the line has a control character', {
    span,
    help: 'Remove it; an editor that shows such characters finds it.',
  });
}

/** `:all:`, `:none:` or names, added to those before (pip, `--no-binary`). */
function withNames(before: true | readonly string[], value: string): true | readonly string[] {
  let names = before;
  for (const word of value.split(',').map((part) => part.trim())) {
    if (word === ':all:') names = true;
    else if (word === ':none:') names = [];
    else if (word !== '' && names !== true) names = [...names, normalizeName(word)];
  }
  return names;
}
