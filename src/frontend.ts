import { EventEmitter, once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { build } from './build/build.ts';
import { hosts } from './build/hosts.ts';
import { explainLostEmulation } from './build/lost-emulation.ts';
import { daemonPorts } from './build/build-ports.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import type { BuildResult } from './gateway/build-result.ts';
import { diagnosticWarning } from './gateway/diagnostic-warning.ts';
import { parseEnvironment, type Environment } from './gateway/environment.ts';
import { readFrontendDefinition } from './gateway/frontend-definition.ts';
import { Gateway } from './gateway/gateway.ts';
import { openStdioChannel, processStdio, type Stdio } from './gateway/stdio-channel.ts';
import { completeDefinition, INFERRED_NAME } from './init/complete-definition.ts';
import { withInferredEntryPoint } from './init/inferred-remedy.ts';
import { usualFiles } from './project/project-files.ts';
import { failureStatus } from './failures/failure-status.ts';
import { withoutNetwork } from './failures/without-network.ts';
import { platformDiagnostics } from './targets/platform-diagnostics.ts';
import type { Built } from './targets/target.ts';
import { sbomAttestations } from './build/sbom-attestations.ts';
import { targetNamed } from './spec/targets.ts';
import { GatewayInputs } from './inputs/gateway-inputs.ts';
import type { BuildOptions } from './options/build-options.ts';
import { parseOptions } from './options/parse-options.ts';
import { formatPlatform } from './options/platform.ts';
import { requestedPlatforms } from './build/requested-platforms.ts';
import { answerRequest } from './requests/answer-request.ts';
import { lintFindings } from './requests/lint-findings.ts';
import { requestSubject } from './requests/request-subject.ts';
import { exporterKeys } from './result/exporter-keys.ts';
import { inlineMessage } from './result/inline-message.ts';

/** The environment of a frontend. */
export interface Surroundings {
  readonly environment: Environment;
  readonly stdio: Stdio;
  /** The encoded pb.Definition of the frontend's own image. */
  readonly own: Promise<Uint8Array | undefined>;
  /** How long the daemon's first answer may take; absent: as long as it likes. */
  readonly pingTimeoutMilliseconds?: number;
}

const pingTimeoutMilliseconds = 15_000;

/** Milliseconds that a process outlives its daemon. */
const LOST_DAEMON = 500;

/** The frontend: it answers a daemon's request for a build once, with a result or a failure, and the process ends. */
export function runFrontend(): void {
  const surroundings = {
    environment: parseEnvironment(process.env),
    stdio: processStdio(),
    own: readFrontendDefinition(),
    pingTimeoutMilliseconds,
  };
  // The awaiting code reports it later; a process that exits here would only show `exit code: 1` to the user.
  process.on('unhandledRejection', report);
  // The daemon is gone; an answer that was sent before ends the process first.
  surroundings.stdio.input.once('close', () => setTimeout(() => process.exit(1), LOST_DAEMON));
  serve(surroundings).then(
    () => process.exit(0),
    (error: unknown) => {
      report(error);
      process.exit(1);
    },
  );
}

/** In the log of the daemon. */
function report(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${text}\n`);
}

/** Answers the daemon at the other end of two pipes. */
export async function serve({ environment, stdio, own, ...options }: Surroundings): Promise<void> {
  const connecting = Gateway.connect(openStdioChannel(stdio), environment, options);
  // Runs while the daemon answers: one turn later, when the request has been sent.
  const parsed = setImmediate().then(() => parseOptions(environment.options));
  parsed.catch(() => undefined);
  const gateway = await connecting;
  let inputs: GatewayInputs | undefined;
  try {
    const options = await parsed;
    inputs = new GatewayInputs(gateway, options, usualFiles, completeDefinition);
    await gateway.return(await answer(gateway, inputs, options, await own));
  } catch (error) {
    const told = inputs && (await withRemedy(error, inputs, await parsed));
    await gateway.fail(failureStatus(told ?? error, inputs?.sources ?? new Map()));
  }
}

/**
 * The failure with two remedies, where they apply: the line that says how the application is started, and the option
 * that caused it.
 */
function withRemedy(
  error: unknown,
  inputs: GatewayInputs,
  options: BuildOptions,
): Promise<unknown> {
  const { buildArgs: args } = options;
  const failure = withoutNetwork(error, options);
  const told = withInferredEntryPoint(failure, inputs.definition, inputs.tree, { args });
  return told.catch(() => failure);
}

async function answer(
  gateway: Gateway,
  inputs: GatewayInputs,
  options: BuildOptions,
  definition: Uint8Array | undefined,
): Promise<BuildResult> {
  if (options.requestId !== undefined) {
    return { metadata: await answerRequest(options.requestId, requestSubject(inputs, options)) };
  }
  const platforms = requestedPlatforms(options.platforms, inputs.platform);
  const events = new EventEmitter();
  const waiting = once(events, 'waiting');
  const host = await hosts(gateway, inputs, platforms);
  const ports = await daemonPorts(gateway, inputs, options, platforms, host, definition, () =>
    events.emit('waiting'),
  );
  const target = options.target ?? 'runner';
  const [created, origin] = await Promise.all([sourceDate(inputs, options), inputs.origin()]);
  const request = {
    ...{ target, buildArgs: options.buildArgs, labels: options.labels, origin },
    ...(created !== undefined && { created }),
    ...(isOwnSbom(options) && { sbom: { scannedStages: options.scannedStages } }),
  };
  const building = build(ports, request, platforms).catch(async (error: unknown) => {
    // The listed platforms that have no host.
    const own = platforms.filter((each) => host(each) === undefined);
    throw await explainLostEmulation(error, gateway, inputs, own);
  });
  // The command asks for the name of the application, and builds it after that, with the same warnings.
  const warns = target !== 'application';
  // While the daemon works, or at last when it is done.
  const linting = Promise.race([waiting, building]).then(() =>
    warns ? lintFindings(inputs, options, true) : [],
  );
  const [built, findings] = await Promise.all([building, linting]);
  const remarks = platformDiagnostics(
    built.map(({ platform, warnings }) => ({ platform, diagnostics: warnings })),
  );
  if (warns) await warn(gateway, inputs, [...remarks, ...findings]);
  const references = await Promise.all(built.map(({ output }) => inputs.solver.run(output)));
  const isEach = targetNamed(target).platforms === 'each';
  const multiple = isEach && (options.multiPlatform || built.length > 1);
  const names = built.map(({ platform }) => formatPlatform(platform));
  const metadata = new Map([
    ...exporterKeys(built, multiple, created ?? lockedDate(built)),
    ...inlineMessage([...inferredRemarks(inputs), ...remarks]),
  ]);
  const [reference] = references;
  const attestations = await sbomAttestations(inputs.solver, built);
  const attested = { metadata, ...(attestations.size > 0 && { attestations }) };
  if (!multiple) return { ...attested, ...(reference && { reference }) };
  return {
    ...attested,
    references: new Map(names.map((name, index) => [name, references[index]])),
  };
}

/** Without a scanner of the client, the frontend lists the contents of the image. */
function isOwnSbom({ attestations: { sbom } }: BuildOptions): boolean {
  return sbom !== undefined && sbom.generator === undefined;
}

/** The definition that was built in place of an empty grocker.yml. */
function inferredRemarks({ sources }: GatewayInputs): readonly Diagnostic[] {
  const inferred = sources.get(INFERRED_NAME);
  if (inferred === undefined) return [];
  const lines = inferred.text.split('\n').filter((line) => !/^(?:#.*|\s*)$/.test(line));
  const message = `grocker.yml has no keys, and this was built:\n\n${lines.join('\n')}\n`;
  const help = 'Write it into the file with `grocker init --force`.';
  return [{ code: 'inferred-definition', severity: 'info', message, help }];
}

async function warn(
  gateway: Gateway,
  inputs: GatewayInputs,
  found: readonly Diagnostic[],
): Promise<void> {
  const warnings = new Map(
    found
      .filter(({ severity }) => severity !== 'info')
      .map((warning) => [JSON.stringify(warning), warning]),
  );
  if (warnings.size === 0) return;
  const vertex = inputs.solver.digest(await inputs.definitionOutput()) ?? '';
  for (const warning of warnings.values()) {
    await gateway.warn(diagnosticWarning(warning, vertex, inputs.sources));
  }
}

/** The newest of the platforms, where all are locked. */
function lockedDate(built: readonly Built[]): number | undefined {
  const dates = built.flatMap(({ created }) => created ?? []);
  return dates.length === built.length ? Math.max(...dates) : undefined;
}

async function sourceDate(
  inputs: GatewayInputs,
  { sourceDateEpoch }: BuildOptions,
): Promise<number | undefined> {
  return sourceDateEpoch === 'context' ? inputs.contextEpoch() : sourceDateEpoch;
}
