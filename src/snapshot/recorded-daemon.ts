import * as z from 'zod/mini';
import { kindOfScript } from '../facts/fact-kinds.ts';
import { recordedAnswers, type RecordedFacts } from '../facts/recorded-facts.ts';
import {
  decodeRequest,
  encodeResponse,
  isMethod,
  type Method,
  type RequestOf,
  type ResponseOf,
} from '../gateway/wire/codec.ts';
import { STEPS } from '../graph/step.ts';
import { Capability, decodeDefinition } from '../llb/llb.ts';
import { decode } from '../llb/wire/decode.ts';
import type { Audit } from '../result/audit.ts';

type Answers = { readonly [M in Method]: (request: RequestOf<M>) => ResponseOf<M> };

const frontendCapabilities = [
  'frontend.inputs',
  'gateway.evaluate',
  'gateway.solve.evaluate',
  'gateway.warnings',
  'proto.refarray',
  'source.metaresolver',
];

const audit: Audit = {
  distributions: [],
  missingLibraries: [],
  missingInterpreters: [],
  missingPrograms: [],
  conflicts: [],
  taken: [],
  scripts: [],
  entrypointFound: true,
  requires: [],
  withoutResources: [],
  started: [],
  mistakes: [],
};

const regularFile = 0o644;

/** The answers of a daemon to the calls of a recorded build, whose every step succeeds. */
export class RecordedDaemon {
  readonly #facts: RecordedFacts;
  readonly #files: ReadonlyMap<string, string>;
  /** The script whose answer a reference has, where it has one; a reference's id is its place here. */
  readonly #references: string[] = [];
  /** The packages that were compiled so far, as their steps name them. */
  readonly #compiled = new Map<string, string>();
  #end: RequestOf<'Return'> | undefined;

  constructor(facts: RecordedFacts) {
    this.#facts = facts;
    this.#files = new Map([
      ...recordedAnswers(facts, 'files').flatMap((each) => Object.entries(each)),
      [facts.definition.name, facts.definition.text],
    ]);
  }

  /** How the build ended; undefined before that. */
  get end(): RequestOf<'Return'> | undefined {
    return this.#end;
  }

  /** The encoded response to the encoded request of a method of LLBBridge. */
  answer(method: string, request: Uint8Array): Uint8Array {
    if (!isMethod(method)) throw new Error(`no method ${method}`);
    // The union of all methods does not tell that the request belongs to this method.
    const call = this.#calls[method] as (request: unknown) => ResponseOf<Method>;
    return encodeResponse(method, call(decodeRequest(method, request)));
  }

  readonly #calls: Answers = {
    Ping: () => ({
      frontendApiCaps: frontendCapabilities.map(enabled),
      llbCaps: Object.values(Capability).map(enabled),
    }),
    Inputs: () => ({}),
    Solve: ({ definition }) => {
      const all = operations(definition ?? new Uint8Array());
      for (const { script, args } of all) if (script === 'compile.py') this.#compile(args);
      // The last one only names the result.
      const id = this.#references.push(all.at(-2)?.script ?? '') - 1;
      return { result: { ref: { id: String(id) } } };
    },
    Evaluate: () => ({}),
    ReadDir: ({ dirPath = '' }) => ({
      entries: this.#names(dirPath).map((path) => ({ path, mode: regularFile })),
    }),
    StatFile: ({ path }) => ({ stat: { path, mode: regularFile } }),
    ReadFile: ({ ref = '', filePath = '' }) => ({
      data: Buffer.from(this.#files.get(filePath) ?? this.#written(Number(ref))),
    }),
    ResolveImageConfig: ({ ref }) => ({ ref }),
    ResolveSourceMeta: ({ source }) => {
      const [found] = recordedAnswers(this.#facts, 'baseImage');
      const digest = /sha256:.*/.exec(found?.reference ?? '')?.[0];
      return { source, image: { digest, config: Buffer.from(found?.config ?? '') } };
    },
    Warn: () => ({}),
    Return: (how) => {
      this.#end = how;
      return {};
    },
  };

  /** Names of the files that are directly in a directory. */
  #names(directory: string): readonly string[] {
    const prefix = /^[./]*$/.test(directory) ? '' : `${directory.replace(/^\//, '')}/`;
    return [...this.#files.keys()]
      .filter((path) => path.startsWith(prefix))
      .map((path) => path.slice(prefix.length))
      .filter((name) => !name.includes('/'));
  }

  #compile(args: readonly string[]): void {
    const { name, locked } = compileRequest.parse(JSON.parse(args.at(-1) ?? ''));
    this.#compiled.set(name, locked?.version ?? '');
  }

  #written(reference: number): string {
    const script = this.#references[reference] ?? '';
    if (script === 'audit.py') {
      const distributions = [...this.#compiled].map(([name, version]) => {
        return { name, version, scripts: [], modules: [] };
      });
      return JSON.stringify({ ...audit, distributions });
    }
    if (script === 'parse.py') return '{"mistakes":[],"imports":[]}';
    const kind = kindOfScript(script);
    const [answer] = kind === undefined ? [] : recordedAnswers(this.#facts, kind);
    if (typeof answer !== 'string') throw new Error('no such file or directory');
    return answer;
  }
}

/** The operations of a definition, in order: for each the script of steps/ that it runs, empty if none, and its arguments. */
function operations(definition: Uint8Array) {
  return decodeDefinition(definition).def.map((bytes) => {
    const args = decode('Op', bytes).exec?.meta?.args ?? [];
    const script = args.find((each) => each.startsWith(`${STEPS}/`)) ?? '';
    return { script: script.slice(STEPS.length + 1), args };
  });
}

/** The fields of a request to compile.py that name its wheel. */
const compileRequest = z.object({
  name: z.string(),
  locked: z.optional(z.object({ version: z.nullable(z.string()) })),
});

function enabled(id: string): { readonly id: string; readonly enabled: boolean } {
  return { id, enabled: true };
}
