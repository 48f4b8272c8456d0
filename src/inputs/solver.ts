import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Reference } from '../gateway/reference.ts';
import type { ResolvedSource } from '../gateway/source-resolver.ts';
import {
  digestOf,
  encodeDefinition,
  marshal,
  type MarshalledVertices,
  type MarshalOptions,
  type Output,
} from '../llb/llb.ts';
import { decode } from '../llb/wire/decode.ts';
import type { CacheImport } from '../options/build-options.ts';
import type { BuildPlatform } from '../options/platform.ts';
import { requireRegular } from './read-files.ts';
import { sourceFile } from './source-file.ts';

export interface SolveOptions {
  /** Run it now, so that its failure is this call's. */
  readonly evaluate?: boolean;
  /** Whether a cache that the client named may have it; true unless said. */
  readonly importCaches?: boolean;
}

/** Turns outputs of a graph into filesystems that can be read and returned. */
export class Solver {
  readonly #gateway: Gateway;
  readonly #surroundings: MarshalOptions;
  readonly #cacheImports: readonly CacheImport[];
  readonly #sources: () => Iterable<SourceText>;
  readonly #run = new WeakMap<Output, Promise<Reference | undefined>>();

  /**
   * @param platform that of vertices which name none.
   * @param sources the files that were read by now, to which locations of vertices refer.
   */
  constructor(
    gateway: Gateway,
    platform: BuildPlatform,
    cacheImports: readonly CacheImport[],
    sources: () => Iterable<SourceText> = () => [],
  ) {
    this.#gateway = gateway;
    this.#surroundings = {
      platform,
      capabilities: new Set(gateway.llbCapabilities.names()),
      localUniqueId: gateway.environment.sessionId,
      known: new WeakMap() satisfies MarshalledVertices,
    };
    this.#cacheImports = cacheImports;
    this.#sources = sources;
  }

  /** Undefined for an empty filesystem. */
  async solve(output: Output, options: SolveOptions = {}): Promise<Reference | undefined> {
    const definition = marshal(output, {
      ...this.#surroundings,
      sources: Array.from(this.#sources(), sourceFile),
    });
    const needed = Object.values(definition.metadata).flatMap(({ caps }) =>
      Object.keys(caps ?? {}),
    );
    this.#require(needed);
    const { reference } = await this.#gateway.solve({
      definition: encodeDefinition(definition),
      ...(options.evaluate === true && { evaluate: true }),
      ...(options.importCaches !== false && { cacheImports: this.#cacheImports }),
    });
    return reference;
  }

  /** The digest of the vertex that makes an output; undefined for an empty filesystem. */
  digest(output: Output): string | undefined {
    return digestOf(output, this.#surroundings);
  }

  /** Runs what an output needs, once for all calls. */
  run(output: Output): Promise<Reference | undefined> {
    const known = this.#run.get(output);
    if (known) return known;
    const running = this.solve(output, { evaluate: true });
    this.#run.set(output, running);
    return running;
  }

  /** One file of an output; what the output needs is run. */
  async readFile(output: Output, path: string, foreign?: 'foreign'): Promise<Uint8Array> {
    // Run already by the first of the two calls, which leaves the time of an answer for work here.
    const reference = await this.run(output);
    if (reference === undefined) throw new Error(`an empty filesystem has no ${path}`);
    if (foreign) await requireRegular(reference, path);
    return reference.readFile(path);
  }

  /** The entries of a directory of an output; everything that the output needs is run. */
  async names(output: Output, directory: string): Promise<readonly string[]> {
    const reference = await this.run(output);
    const entries = await reference?.readDirectory(directory);
    return (entries ?? []).map(({ path = '' }) => path);
  }

  /** When a source was last changed, in seconds since 1970: the commit of a git source, Last-Modified of an http source. */
  async sourceDate(output: Output): Promise<number | undefined> {
    const { git, http } = await this.#sourceMetadata(output);
    return git?.commitObject ? commitDate(git.commitObject) : http?.lastModified;
  }

  /** The commit of a git source. */
  async sourceCommit(output: Output): Promise<string | undefined> {
    const { git } = await this.#sourceMetadata(output);
    return git?.commit;
  }

  async #sourceMetadata(output: Output): Promise<Partial<ResolvedSource>> {
    const [first] = marshal(output, { platform: this.#surroundings.platform }).def;
    const source = first && decode('Op', first).source;
    if (!source) return {};
    return this.#gateway.resolve({
      identifier: source.identifier ?? '',
      attributes: source.attrs ?? {},
      logName: '[internal] resolve main build context metadata',
    });
  }

  #require(capabilities: readonly string[]): void {
    const { llbCapabilities, environment } = this.#gateway;
    const missing = [...new Set(capabilities)].filter((id) => !llbCapabilities.supports(id)).sort();
    if (missing.length === 0) return;
    throw new DiagnosticError(
      missing.map((id) => {
        const reason = llbCapabilities.disabledReason(id);
        return {
          code: 'unsupported-builder',
          severity: 'error',
          message: `the builder does not support ${id}${reason === undefined || reason === '' ? '' : `: ${reason}`}`,
          help: environment.product === 'moby' ? 'Update Docker Engine.' : 'Update BuildKit.',
        };
      }),
    );
  }
}

/** The committer's time in a commit object (git-commit-tree(1)). */
function commitDate(commit: Uint8Array): number | undefined {
  const seconds = /^committer .* (\d+) [+-]\d{4}$/m.exec(new TextDecoder().decode(commit))?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}
