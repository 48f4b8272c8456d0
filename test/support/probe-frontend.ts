// A frontend that does what its definition says, a JSON list of questions, and answers in /answers.json of its result:
// the parts of src/gateway and src/inputs, each by itself, on a real daemon.
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { DiagnosticError } from '../../src/diagnostics/diagnostic.ts';
import { diagnosticStatus } from '../../src/gateway/diagnostic-status.ts';
import { diagnosticWarning } from '../../src/gateway/diagnostic-warning.ts';
import { parseEnvironment } from '../../src/gateway/environment.ts';
import { exitCode, sourceDetails, vertexDigest } from '../../src/gateway/error-details.ts';
import { failureKind } from '../../src/gateway/failure-kind.ts';
import { GatewayError } from '../../src/gateway/gateway-error.ts';
import { Gateway } from '../../src/gateway/gateway.ts';
import type { Reference } from '../../src/gateway/reference.ts';
import { openStdioChannel, processStdio } from '../../src/gateway/stdio-channel.ts';
import { StatusCode } from '../../src/gateway/status-code.ts';
import { GatewayInputs } from '../../src/inputs/gateway-inputs.ts';
import {
  bind,
  digestOf,
  exec,
  file,
  http,
  mkfile,
  scratch,
  type Output,
} from '../../src/llb/llb.ts';
import { parseOptions } from '../../src/options/parse-options.ts';

export type Question =
  | { readonly ask: 'files'; readonly patterns: readonly string[] }
  | { readonly ask: 'file'; readonly path: string }
  | { readonly ask: 'context'; readonly path: string; readonly exclude: readonly string[] }
  | { readonly ask: 'base'; readonly reference: string; readonly read: string }
  /** A process on debian:trixie-slim that may fail, with that many mounts. */
  | { readonly ask: 'exec'; readonly args: readonly string[]; readonly mounts?: number }
  | { readonly ask: 'http'; readonly url: string }
  /** Writes a file of that many bytes and reads it. */
  | { readonly ask: 'large'; readonly size: number }
  /** Reads /left of a step that ran foreign code: a line of shell, on debian:trixie-slim. */
  | { readonly ask: 'left'; readonly line: string }
  | { readonly ask: 'epoch' }
  | { readonly ask: 'warn'; readonly diagnostic: Diagnostic }
  | { readonly ask: 'fail'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ask: 'result'; readonly args: readonly string[] };

/** Those of the questions for files that the frontend has answers for before they are asked. */
const usualFiles = { patterns: ['*.txt', 'pylock.*.toml'], likely: [] };

async function answer(
  gateway: Gateway,
  inputs: GatewayInputs,
  question: Question,
): Promise<unknown> {
  const { platform } = inputs;
  switch (question.ask) {
    case 'files':
      return inputs.files(question);
    case 'file':
      return (await inputs.file(question.path))?.length ?? null;
    case 'context': {
      await inputs.files({ patterns: [] });
      const reference = await inputs.solver.solve(inputs.contextFiles(question));
      return reference ? tree(reference, '.') : [];
    }
    case 'base': {
      const { reference, config } = await inputs.baseImage({ ...question, platform });
      const text = await inputs.readFile(inputs.base(reference, platform), question.read);
      const parsed = JSON.parse(config) as { readonly architecture?: string };
      return {
        reference: reference.replace(/[0-9a-f]{64}/, 'DIGEST'),
        architecture: parsed.architecture ?? null,
        text,
      };
    }
    case 'exec':
    case 'result': {
      const output = await process_(inputs, question);
      return attempt(inputs.solver.solve(output, { evaluate: true }));
    }
    case 'http':
      return attempt(inputs.solver.solve(http(question.url), { evaluate: true }));
    case 'large': {
      const { size } = question;
      const data = new Uint8Array(1024 * 1024).fill(0x78);
      const { reference } = await inputs.baseImage({ reference: 'debian:trixie-slim', platform });
      const made = exec({
        root: inputs.base(reference, platform),
        args: ['sh', '-c', `head -c ${size} /dev/zero | tr '\\0' x > /large`],
        network: 'none',
      });
      const read = await inputs.solver.readFile(made.root, '/large');
      return {
        length: read.length,
        right: Buffer.from(read.subarray(0, data.length)).equals(data),
      };
    }
    case 'left': {
      const output = await process_(inputs, { args: ['sh', '-c', question.line] });
      try {
        return { text: await inputs.readFile(output, '/left', 'foreign') };
      } catch (error) {
        return { refused: error instanceof Error ? error.message : '' };
      }
    }
    case 'epoch':
      return (await inputs.contextEpoch()) ?? null;
    case 'warn': {
      const digest = digestOf(await inputs.definitionOutput(), { platform }) ?? '';
      await gateway.warn(diagnosticWarning(question.diagnostic, digest, inputs.sources));
      return null;
    }
    case 'fail':
      throw new DiagnosticError(question.diagnostics);
  }
}

async function process_(
  inputs: GatewayInputs,
  { args, mounts = 0 }: { readonly args: readonly string[]; readonly mounts?: number },
): Promise<Output> {
  const { platform } = inputs;
  const { reference } = await inputs.baseImage({ reference: 'debian:trixie-slim', platform });
  const base = inputs.base(reference, platform);
  const { name } = await inputs.definition();
  const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 3 } };
  return exec({
    root: base,
    args,
    network: 'none',
    locations: [{ filename: name, ranges: [range] }],
    mounts: Array.from({ length: mounts }, (_, at) =>
      bind({ target: `/mounts/${at}`, source: base, selector: '/etc', readonly: true }),
    ),
  }).root;
}

async function attempt(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const { status } = error;
    return {
      kind: failureKind(status),
      exitCode: exitCode(status) ?? null,
      vertex: (vertexDigest(status) ?? '').replace(/[0-9a-f]{64}/, 'DIGEST'),
      lines: sourceDetails(status).flatMap(({ ranges }) => ranges.map(({ start }) => start?.line)),
      details: (status.details ?? []).map(({ typeUrl }) => typeUrl),
      message: status.message,
    };
  }
}

async function tree(reference: Reference, directory: string): Promise<readonly string[]> {
  const entries = await reference.readDirectory(directory);
  const found = await Promise.all(
    entries.map(async ({ path = '', mode = 0 }) => {
      const full = directory === '.' ? path : `${directory}/${path}`;
      return (mode & 0x8000_0000) === 0 ? [full] : tree(reference, full);
    }),
  );
  return found.flat().sort();
}

async function main(): Promise<void> {
  const environment = parseEnvironment(process.env);
  const gateway = await Gateway.connect(openStdioChannel(processStdio()), environment);
  const inputs = new GatewayInputs(gateway, parseOptions(environment.options), usualFiles);
  try {
    const { text } = await inputs.definition();
    const answers: unknown[] = [];
    const questions = JSON.parse(text.replaceAll(/^#.*$/gm, '')) as readonly Question[];
    for (const question of questions) {
      if (question.ask === 'result') {
        // Returned unevaluated: the failure is the daemon's to tell.
        const output = await process_(inputs, question);
        const reference = await inputs.solver.solve(output);
        await gateway.return({ ...(reference && { reference }), metadata: new Map() });
        return;
      }
      answers.push(await answer(gateway, inputs, question));
    }
    const data = Buffer.from(JSON.stringify(answers));
    const made = file(scratch, [mkfile({ path: '/answers.json', mode: 0o644, data })]);
    const reference = await inputs.solver.solve(made);
    await gateway.return({ ...(reference && { reference }), metadata: new Map() });
  } catch (error) {
    if (error instanceof DiagnosticError) {
      await gateway.fail(diagnosticStatus(error.diagnostics, inputs.sources));
    } else if (error instanceof GatewayError) {
      await gateway.fail(error.status);
    } else {
      const message = error instanceof Error ? (error.stack ?? error.message) : 'unknown';
      await gateway.fail({ code: StatusCode.internal, message });
    }
  }
}

void main().then(() => process.exit(0));
