import { Bridge } from './bridge.ts';
import { Capabilities } from './capabilities.ts';
import type { Channel } from './channel.ts';
import type { Environment } from './environment.ts';
import { Reference } from './reference.ts';
import { encodeResult, type BuildResult } from './build-result.ts';
import { resolveSource, type ResolvedSource, type SourceRequest } from './source-resolver.ts';
import type {
  CacheOptionsEntry,
  InputsResponse,
  Policy,
  Ref,
  ReturnRequest,
  Status,
  WarnRequest,
} from './wire/messages.ts';

export interface SolveRequest {
  /** An encoded pb.Definition. */
  readonly definition?: Uint8Array;
  /** The name of another frontend, in place of a definition. */
  readonly frontend?: string;
  readonly frontendOptions?: Readonly<Record<string, string>>;
  /** Encoded pb.Definitions, by input name. */
  readonly frontendInputs?: Readonly<Record<string, Uint8Array>>;
  /** Run it now, so that its failure is this call's. */
  readonly evaluate?: boolean;
  /** Where a cache may be read from. */
  readonly cacheImports?: readonly CacheOptionsEntry[];
  readonly sourcePolicies?: readonly Policy[];
}

export interface SolveResult {
  /** Absent for an empty filesystem, and where there are several. */
  readonly reference?: Reference;
  /** By platform. */
  readonly references: ReadonlyMap<string, Reference | undefined>;
  readonly metadata: ReadonlyMap<string, Uint8Array>;
}

export interface GatewayOptions {
  /** Cancels every call but Return. */
  readonly signal?: AbortSignal;
  /** How long the daemon's first answer may take; absent: as long as it likes. */
  readonly pingTimeoutMilliseconds?: number;
}

/** A connection to the daemon that started this frontend. */
export class Gateway {
  readonly environment: Environment;
  /** Capabilities of the calls (BuildKit's frontend/gateway/pb/caps.go). */
  readonly frontendCapabilities: Capabilities;
  /** Capabilities of the graph (solver/pb/caps.go). */
  readonly llbCapabilities: Capabilities;
  readonly #bridge: Bridge;
  readonly #returning: Bridge;
  readonly #inputs: Promise<InputsResponse>;
  #returned = false;

  private constructor(
    environment: Environment,
    channel: Channel,
    frontendCapabilities: Capabilities,
    llbCapabilities: Capabilities,
    inputs: Promise<InputsResponse>,
    options: GatewayOptions,
  ) {
    this.#inputs = inputs;
    this.environment = environment;
    this.frontendCapabilities = frontendCapabilities;
    this.llbCapabilities = llbCapabilities;
    this.#bridge = new Bridge(channel, options.signal);
    this.#returning = new Bridge(channel);
  }

  /** Asks the daemon what it can do. */
  static async connect(
    channel: Channel,
    environment: Environment,
    options: GatewayOptions = {},
  ): Promise<Gateway> {
    const bridge = new Bridge(channel, options.signal);
    const timeoutMilliseconds = options.pingTimeoutMilliseconds;
    const ping = bridge.call('Ping', {}, { timeoutMilliseconds });
    // Every build needs them first, so both are requested in one round trip.
    const inputs = bridge.call('Inputs', {});
    inputs.catch(() => undefined);
    const pong = await ping;
    return new Gateway(
      environment,
      channel,
      new Capabilities(pong.frontendApiCaps ?? []),
      new Capabilities(pong.llbCaps ?? []),
      inputs,
      options,
    );
  }

  async solve(request: SolveRequest): Promise<SolveResult> {
    const evaluateInSolve = this.frontendCapabilities.supports('gateway.solve.evaluate');
    const { result, ref } = await this.#bridge.call('Solve', {
      definition: request.definition,
      frontend: request.frontend,
      frontendOpt: { ...this.#cacheOptions(), ...request.frontendOptions },
      frontendInputs: request.frontendInputs,
      allowResultReturn: true,
      allowResultArrayRef: true,
      cacheImports: request.cacheImports,
      evaluate: request.evaluate === true && evaluateInSolve,
      sourcePolicies: request.sourcePolicies,
    });
    const single = this.#reference(result?.ref ?? { id: result?.refDeprecated ?? ref });
    const references = new Map([
      ...Object.entries(result?.refs?.refs ?? {}).map(
        ([name, each]) => [name, this.#reference(each)] as const,
      ),
      ...Object.entries(result?.refsDeprecated?.refs ?? {}).map(
        ([name, id]) => [name, this.#reference({ id })] as const,
      ),
    ]);
    if (request.evaluate === true && !evaluateInSolve) {
      const all = [single, ...references.values()].filter((each) => each !== undefined);
      await Promise.all(all.map((each) => each.evaluate()));
    }
    return {
      ...(single ? { reference: single } : {}),
      references,
      metadata: new Map(Object.entries(result?.metadata ?? {})),
    };
  }

  /** The current state of a source: an image's digest and configuration, a branch's commit. */
  resolve(request: SourceRequest): Promise<ResolvedSource> {
    return resolveSource(this.#bridge, this.frontendCapabilities, request);
  }

  /** Encoded pb.Definitions that the client gave in place of local directories, by name. */
  async inputs(): Promise<ReadonlyMap<string, Uint8Array>> {
    if (!this.frontendCapabilities.supports('frontend.inputs')) return new Map();
    const { definitions = {} } = await this.#inputs;
    return new Map(Object.entries(definitions));
  }

  /** Shows a warning, if the daemon can. */
  async warn(request: WarnRequest): Promise<void> {
    if (!this.frontendCapabilities.supports('gateway.warnings')) return;
    await this.#bridge.call('Warn', request);
  }

  /** Ends the build with a result; this or `fail` is called exactly once. */
  async return(result: BuildResult): Promise<void> {
    const arrays = this.frontendCapabilities.supports('proto.refarray');
    await this.#return({ result: encodeResult(result, arrays) });
  }

  /** Ends the build with a failure. */
  async fail(error: Status): Promise<void> {
    await this.#return({ error });
  }

  async #return(request: ReturnRequest): Promise<void> {
    if (this.#returned) throw new Error('the build was returned already');
    this.#returned = true;
    await this.#returning.call('Return', request);
  }

  /** cache-imports and cache-from as they arrived; the daemon passes them on to nested frontends. */
  #cacheOptions(): Readonly<Record<string, string>> {
    const names = ['cache-imports', 'cache-from'];
    return Object.fromEntries(
      [...this.environment.options].filter(([name]) => names.includes(name)),
    );
  }

  #reference(ref: Ref): Reference | undefined {
    if (ref.id === undefined || ref.id === '') return undefined;
    return new Reference(this.#bridge, this.frontendCapabilities, ref.id);
  }
}
