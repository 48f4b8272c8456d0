import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { SourceTree } from '../inputs/source-tree.ts';
import type { FactSource } from './fact-source.ts';

/** Every kind of question that a recording answers. */
export const factKinds = [
  'files',
  'ignoreFile',
  'sourceTree',
  'baseImage',
  'systemPackages',
  'pythonLock',
  'buildRequirements',
  'interpreter',
  'releaseMetadata',
] as const;

/** Questions and answers of one build, as a bug report or a test carries them. */
export interface RecordedFacts {
  readonly version: 1;
  readonly definition: { readonly name: string; readonly text: string };
  readonly answers: readonly RecordedAnswer[];
}

interface RecordedAnswer {
  readonly kind: Kind;
  readonly question: unknown;
  readonly answer: unknown;
}

type Kind = (typeof factKinds)[number];

/** Asks another source and remembers what it answered. */
export class FactRecorder implements FactSource {
  readonly #source: FactSource;
  readonly #answers: RecordedAnswer[] = [];
  #definition: SourceText | undefined;

  constructor(source: FactSource) {
    this.#source = source;
  }

  readonly definition: FactSource['definition'] = async () => {
    this.#definition = await this.#source.definition();
    return this.#definition;
  };
  readonly files: FactSource['files'] = (question) =>
    this.#record('files', question, this.#source.files(question));
  readonly ignoreFile: FactSource['ignoreFile'] = () =>
    this.#record('ignoreFile', {}, this.#source.ignoreFile());
  readonly sourceTree: FactSource['sourceTree'] = (question) =>
    this.#record('sourceTree', question, this.#source.sourceTree(question));
  readonly baseImage: FactSource['baseImage'] = (question) =>
    this.#record('baseImage', question, this.#source.baseImage(question));
  readonly systemPackages: FactSource['systemPackages'] = (question) =>
    this.#record('systemPackages', question, this.#source.systemPackages(question));
  readonly pythonLock: FactSource['pythonLock'] = (question, foundation) =>
    this.#record('pythonLock', question, this.#source.pythonLock(question, foundation));
  readonly buildRequirements: FactSource['buildRequirements'] = (question, foundation) =>
    this.#record(
      'buildRequirements',
      question,
      this.#source.buildRequirements(question, foundation),
    );
  readonly interpreter: FactSource['interpreter'] = (question) =>
    this.#record('interpreter', question, this.#source.interpreter(question));
  readonly releaseMetadata: FactSource['releaseMetadata'] = (question, on) =>
    this.#record('releaseMetadata', question, this.#source.releaseMetadata(question, on));

  facts(): RecordedFacts {
    const { name, text } = this.#definition ?? { name: '', text: '' };
    const answers = this.#answers.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
    return { version: 1, definition: { name, text }, answers };
  }

  async #record<T>(kind: Kind, question: unknown, asked: Promise<T>): Promise<T> {
    const answer = await asked;
    this.#answers.push({ kind, question, answer });
    return answer;
  }
}

/** Answers from a recording and from nothing else. */
export class ReplayedFacts implements FactSource {
  readonly #definition: SourceText;
  readonly #answers: ReadonlyMap<string, unknown>;
  readonly #files: Readonly<Record<string, string>>;

  constructor(facts: RecordedFacts) {
    this.#definition = new SourceText(facts.definition.name, facts.definition.text);
    const files = facts.answers.filter(({ kind }) => kind === 'files');
    this.#files = Object.assign({}, ...files.map(({ answer }) => answer)) as Record<string, string>;
    this.#answers = new Map(facts.answers.map((recorded) => [key(recorded), recorded.answer]));
  }

  readonly definition: FactSource['definition'] = () => Promise.resolve(this.#definition);
  /** Whatever was read is known, whichever question it was read for; what was not read is not there. */
  readonly files: FactSource['files'] = ({ patterns }) => {
    const wanted = patterns.map(matcher);
    const found = Object.entries(this.#files).filter(([path]) =>
      wanted.some((matches) => matches(path)),
    );
    return Promise.resolve(Object.fromEntries(found));
  };
  /** A recording that has none was made before it was asked for. */
  readonly ignoreFile: FactSource['ignoreFile'] = async () =>
    this.#answers.has(key({ kind: 'ignoreFile', question: {} }))
      ? this.#answer('ignoreFile', {})
      : null;
  readonly sourceTree: FactSource['sourceTree'] = async (question) =>
    this.#answers.has(key({ kind: 'sourceTree', question }))
      ? this.#answer('sourceTree', question)
      : NOTHING_SPECIAL;
  readonly baseImage: FactSource['baseImage'] = (question) => this.#answer('baseImage', question);
  readonly systemPackages: FactSource['systemPackages'] = (question) =>
    this.#answer('systemPackages', question);
  readonly pythonLock: FactSource['pythonLock'] = (question) =>
    this.#answer('pythonLock', question);
  readonly buildRequirements: FactSource['buildRequirements'] = (question) =>
    this.#answer('buildRequirements', question);
  readonly interpreter: FactSource['interpreter'] = (question) =>
    this.#answer('interpreter', question);
  readonly releaseMetadata: FactSource['releaseMetadata'] = (question) =>
    this.#answer('releaseMetadata', question);

  #answer<T>(kind: Kind, question: unknown): Promise<T> {
    const wanted = key({ kind, question });
    if (!this.#answers.has(wanted)) {
      return Promise.reject(unrecorded(wanted));
    }
    // A recording is the edge of the program: its writer was FactRecorder.
    return Promise.resolve(this.#answers.get(wanted) as T);
  }
}

const NOTHING_SPECIAL: SourceTree = { links: [], broken: [], environments: [] };

/** A pattern of FilesQuestion: only its last part may have `*`. */
function matcher(pattern: string): (path: string) => boolean {
  if (!pattern.includes('*')) return (path) => path === pattern;
  const [before = '', ...rest] = pattern.split('*');
  return (path) =>
    path.startsWith(before) &&
    path.endsWith(rest.join('*')) &&
    !path.slice(before.length).includes('/');
}

/** Without what says nothing, so that a question that learns to ask more is still the same question. */
function key({ kind, question }: { readonly kind: Kind; readonly question: unknown }): string {
  return `${kind} ${JSON.stringify(question, (_, value: unknown) => (saysNothing(value) ? undefined : value))}`;
}

function saysNothing(value: unknown): boolean {
  if (value === null || value === false || value === '') return true;
  return typeof value === 'object' && Object.values(value).every(saysNothing);
}

function unrecorded(wanted: string): DiagnosticError {
  return new DiagnosticError([
    {
      code: 'unrecorded-fact',
      severity: 'error',
      message: `the recorded facts do not answer: ${wanted}`,
      help: 'record them again: grocker plan --record FILE',
    },
  ]);
}
