import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { decodeSource } from '../diagnostics/decode-source.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Reference } from '../gateway/reference.ts';
import { once } from '../graph/once.ts';
import { copy, file, scratch, type NamedPlatform, type Output } from '../llb/llb.ts';
import type { BuildOptions } from '../options/build-options.ts';
import { formatPlatform, type BuildPlatform } from '../options/platform.ts';
import { withoutCredentials, type VersionControl } from '../options/vcs.ts';
import { patternFrom, patternIn } from '../paths/directory-pattern.ts';
import { AnsweredFiles, matchingFiles, type FilesByPath } from './answered-files.ts';
import { parseDockerignore } from './dockerignore.ts';
import type { IgnoreFile } from './hiding-line.ts';
import { BaseImages } from './base-images.ts';
import {
  DOCKERIGNORE,
  findDefinition,
  loadDockerignore,
  type SessionOf,
} from './definition-files.ts';
import type { ImageAnswer, ImageQuestion, Inputs } from './inputs.ts';
import { ignoredNames } from './ignored-names.ts';
import { linkedFiles } from './linked-files.ts';
import { localFiles, localPart, type ContextPart, type LocalContext } from './local-context.ts';
import { findMainContext, type MainContext } from './main-context.ts';
import type { ContextLoader } from './named-context.ts';
import { treeExcludes, treePatterns, type ProjectTree } from './project-tree.ts';
import { referenceTree } from './reference-tree.ts';
import { listPatterns, readFiles, readPatterns } from './read-files.ts';
import { sourceTree, type SourceTree, type SourceTreeQuestion } from './source-tree.ts';
import { Solver } from './solver.ts';
import { asWritten, noFiles, type CompleteDefinition, type UsualFiles } from './usual-files.ts';

interface LoadedDefinition {
  readonly source: SourceText;
  readonly output: Output;
  /** Text of the .dockerignore of its own, where it has one. */
  readonly dockerignore: string | undefined;
}

/** The inputs of a build, from the daemon and the client's session. */
export class GatewayInputs implements Inputs {
  readonly solver: Solver;
  readonly #options: BuildOptions;
  readonly #loader: ContextLoader;
  readonly #platform: BuildPlatform;
  readonly #context: () => Promise<MainContext>;
  readonly #definition: () => Promise<LoadedDefinition>;
  readonly #completed: () => Promise<SourceText>;
  readonly #ignore: () => Promise<IgnoreFile | null>;
  readonly #excluded: () => Promise<readonly string[]>;
  readonly #usual: () => Promise<ReadonlyMap<string, Uint8Array>>;
  readonly #usualFiles: UsualFiles;
  readonly #answered = new AnsweredFiles();
  readonly #sessionId: SessionOf;
  readonly #sources = new Map<string, SourceText>();
  readonly #trees = new Map<string, Promise<SourceTree>>();
  readonly #bases: BaseImages;
  #loaded: { readonly context: MainContext; readonly exclude: readonly string[] } | undefined;

  constructor(
    gateway: Gateway,
    options: BuildOptions,
    usual: UsualFiles = noFiles,
    complete: CompleteDefinition = asWritten,
  ) {
    this.#usualFiles = usual;
    this.#completed = once(async () => {
      const { source } = await this.#definition();
      const completed = await complete(source, this.tree);
      this.#sources.set(completed.name, completed);
      return completed;
    });
    this.#options = options;
    this.#platform = gateway.environment.workers[0]?.platforms[0] ?? fallbackPlatform;
    this.solver = new Solver(gateway, this.#platform, options.cacheImports, () =>
      this.#sources.values(),
    );
    this.#loader = { gateway, options, solver: this.solver };
    this.#bases = new BaseImages(this.#loader, (platform) => this.named(platform));
    this.#sessionId = (name) => options.localSessionIds[name] ?? gateway.environment.sessionId;
    this.#context = once(() => findMainContext(this.#loader, this.#platform));
    this.#definition = once(() => this.#loadDefinition());
    this.#ignore = once(() => this.#loadIgnoreFile());
    this.#excluded = once(() => this.#loadExcluded());
    this.#usual = once(() => this.#loadUsual());
  }

  /** Every file that was read so far, by name: what spans of diagnostics refer to. */
  get sources(): ReadonlyMap<string, SourceText> {
    return this.#sources;
  }

  /** The builder's own platform. */
  get platform(): BuildPlatform {
    return this.#platform;
  }

  /** The platform in the names of a platform's vertices. */
  named(platform: BuildPlatform): NamedPlatform {
    return this.#options.platforms.length > 1 ? { platformName: formatPlatform(platform) } : {};
  }

  readonly definition = async (): Promise<SourceText> => {
    // Not needed for the definition, but soon after it: one round trip instead of two.
    this.#loadContext().catch(() => undefined);
    return this.#completed();
  };

  /** The filesystem that grocker.yml was read from; a warning about it belongs to this vertex. */
  async definitionOutput(): Promise<Output> {
    return (await this.#definition()).output;
  }

  readonly files: Inputs['files'] = async ({ patterns }) => {
    const found =
      (await this.#filesAtHand(patterns)) ??
      (await this.#answered.add(patterns, this.#askedFiles(patterns)));
    return Object.fromEntries(
      [...found].map(([path, bytes]): [string, string] => [path, this.#text(path, bytes).text]),
    );
  };

  readonly paths: Inputs['paths'] = async ({ patterns }) => {
    const files = await this.#filesAtHand(patterns);
    if (files) return [...files.keys()].sort();
    const reference = await this.#solveContext(patterns, 'paths');
    return reference ? listPatterns(reference, patterns) : [];
  };

  readonly file: Inputs['file'] = async (path) => {
    const reference = await this.#solveContext([path], 'file');
    const found = reference && (await readFiles(reference, [path]));
    return found?.get(path);
  };

  /** NAME.dockerignore next to the definition, else .dockerignore of the context; for local files only. */
  readonly ignoreFile = (): Promise<IgnoreFile | null> => this.#ignore();

  readonly baseImage = (question: ImageQuestion): Promise<ImageAnswer> =>
    this.#bases.answer(question);

  /** The filesystem of an image, as `baseImage` named it. */
  readonly base = (reference: string, platform: BuildPlatform): Output =>
    this.#bases.output(reference, platform);

  /** A part of the context, at its own path in the output; `files` must have been awaited. */
  readonly contextFiles = (part: ContextPart): Output => {
    if (!this.#loaded) throw new Error('the context is requested before it is loaded');
    const { context, exclude: ignored } = this.#loaded;
    if (part.links !== undefined) return linkedFiles(this.contextFiles, part);
    if (context.kind === 'local') return localPart(this.#local(ignored), part);
    const { path, include, exclude, repository } = part;
    const output = repository ? (context.repository ?? context.output) : context.output;
    if (exclude.length === 0 && include === undefined) return output;
    const from = path === '.' ? '/' : `/${path}`;
    const action = copy({
      from: output,
      src: from,
      dest: from,
      contentsOnly: true,
      createDestPath: true,
      ...(include && { includePatterns: include.map((pattern) => patternFrom(path, pattern)) }),
      excludePatterns: exclude.map((pattern) => patternFrom(path, pattern)),
    });
    return file(scratch, [action]);
  };

  /** The parts of a directory of the context that cannot be copied as they are; each question is asked once. */
  readonly sourceTree = (question: SourceTreeQuestion): Promise<SourceTree> => {
    const key = JSON.stringify(question);
    const known = this.#trees.get(key);
    if (known) return known;
    const asked = this.#sourceTree(question);
    this.#trees.set(key, asked);
    return asked;
  };

  /** Runs what an output needs and reads one text file of it; `foreign`: of a step that ran a package's code. */
  readonly readFile = async (output: Output, path: string, foreign?: 'foreign'): Promise<string> =>
    new TextDecoder().decode(await this.solver.readFile(output, path, foreign));

  /** The time of the commit or of the download that is the context, in seconds since 1970. */
  async contextEpoch(): Promise<number | undefined> {
    const context = await this.#context();
    return context.kind === 'output' && context.source
      ? this.solver.sourceDate(context.source)
      : undefined;
  }

  /** The repository that the context is, else the one that the client names. */
  async origin(): Promise<VersionControl> {
    const context = await this.#context();
    if (context.kind !== 'output' || context.source === undefined) {
      return this.#options.versionControl;
    }
    const { source } = this.#options.context;
    const revision =
      (await this.solver.sourceCommit(context.source)) ?? (await this.#headOf(context.checkout));
    if (revision === undefined || source === undefined) return {};
    return { source: withoutCredentials(source), revision };
  }

  /** The commit that is checked out, from a daemon that does not tell the commit of a source. */
  async #headOf(checkout: Output | undefined): Promise<string | undefined> {
    if (checkout === undefined) return undefined;
    const reference = await this.solver.solve(checkout, { importCaches: false });
    const head = new TextDecoder().decode(await reference?.readFile('.git/HEAD')).trim();
    return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(head) ? head : undefined;
  }

  async #sourceTree(question: SourceTreeQuestion): Promise<SourceTree> {
    const { context, exclude } = await this.#loadContext();
    const solve = (output: Output) => this.solver.solve(output, { importCaches: false });
    return sourceTree(
      {
        part: (part) => solve(this.contextFiles(part)),
        environments: ({ path, exclude: own }) => {
          if (context.kind !== 'local') return solve(context.output);
          const among = this.#local([...exclude, ...own]);
          const wanted = [patternIn(path, '**/pyvenv.cfg')];
          return solve(localFiles(among, ['.'], `environments-${path}`, wanted));
        },
      },
      question,
    );
  }

  /** The files that show how an application is started. */
  readonly tree = async (): Promise<ProjectTree> => {
    const { context, exclude } = await this.#loadContext();
    const output =
      context.kind === 'local'
        ? localFiles(this.#local([...exclude, ...treeExcludes]), ['.'], 'tree', treePatterns)
        : context.output;
    const reference = await this.solver.solve(output, { importCaches: false });
    return reference ? referenceTree(reference) : { paths: [], texts: new Map() };
  };

  async #askedFiles(patterns: readonly string[]): Promise<FilesByPath> {
    const reference = await this.#solveContext(patterns, 'metadata');
    return reference ? readPatterns(reference, patterns) : new Map();
  }

  /** Files that are here already; undefined if the engine must be asked. */
  async #filesAtHand(patterns: readonly string[]): Promise<FilesByPath | undefined> {
    const answered = this.#answered.find(patterns);
    if (answered) return answered;
    const { context, exclude } = await this.#loadContext();
    if (context.kind !== 'local') return undefined;
    if (!patterns.every((pattern) => this.#usualFiles.patterns.includes(pattern))) return undefined;
    // If the patterns are not plain names, only the engine knows which files are ignored.
    const isIgnored = ignoredNames(exclude);
    if (isIgnored === undefined) return undefined;
    const files = matchingFiles(await this.#usual(), patterns);
    return new Map([...files].filter(([name]) => !isIgnored(name)));
  }

  async #loadContext(): Promise<{ context: MainContext; exclude: readonly string[] }> {
    const [context, exclude] = await Promise.all([this.#context(), this.#excluded()]);
    this.#loaded = { context, exclude };
    return this.#loaded;
  }

  async #solveContext(patterns: readonly string[], use: string): Promise<Reference | undefined> {
    const { context, exclude } = await this.#loadContext();
    return this.solver.solve(
      context.kind === 'local' ? localFiles(this.#local(exclude), patterns, use) : context.output,
      { importCaches: false },
    );
  }

  #local(exclude: readonly string[]): LocalContext {
    const { localName: name } = this.#options.context;
    return { name, sessionId: this.#sessionId(name), ignored: exclude };
  }

  async #loadDefinition(): Promise<LoadedDefinition> {
    const found = await findDefinition(this.#loader, await this.#context(), this.#sessionId);
    const { name, bytes, output, dockerignore } = found;
    return { source: this.#text(name, bytes), output, dockerignore };
  }

  async #loadIgnoreFile(): Promise<IgnoreFile | null> {
    const context = await this.#context();
    if (context.kind !== 'local') return null;
    const [{ source, dockerignore: own }, text] = await Promise.all([
      this.#definition(),
      loadDockerignore(this.#loader, this.#sessionId),
    ]);
    const found = own ?? text;
    if (found === undefined) return null;
    const name = own === undefined ? DOCKERIGNORE : `${source.name}.dockerignore`;
    this.#sources.set(name, new SourceText(name, found));
    return { name, text: found };
  }

  async #loadExcluded(): Promise<readonly string[]> {
    const context = await this.#context();
    if (context.kind !== 'local') return [];
    const [ignore] = await Promise.all([
      this.ignoreFile(),
      // Asked for now, that it need not be waited for later.
      this.#usual(),
    ]);
    return parseDockerignore(ignore?.text ?? '');
  }

  async #loadUsual(): Promise<ReadonlyMap<string, Uint8Array>> {
    const { patterns, likely } = this.#usualFiles;
    if (patterns.length === 0) return new Map();
    const output = localFiles(this.#local([]), patterns, 'usual');
    const reference = await this.solver.solve(output, { importCaches: false });
    return reference ? readPatterns(reference, patterns, likely) : new Map();
  }

  #text(name: string, bytes: Uint8Array): SourceText {
    const decoded = decodeSource(name, bytes);
    if (!(decoded instanceof SourceText)) throw new DiagnosticError([decoded]);
    this.#sources.set(name, decoded);
    return decoded;
  }
}

const fallbackPlatform: BuildPlatform = { os: 'linux', architecture: 'amd64' };
