// A frontend that tries each failing operation of its definition; /failures.json of its result has the status of each
// failure as the daemon gave it.
import { parseEnvironment } from '../../src/gateway/environment.ts';
import { GatewayError } from '../../src/gateway/gateway-error.ts';
import { Gateway } from '../../src/gateway/gateway.ts';
import { openStdioChannel, processStdio } from '../../src/gateway/stdio-channel.ts';
import { GatewayInputs } from '../../src/inputs/gateway-inputs.ts';
import { copy, exec, file, git, http, mkfile, scratch, type Output } from '../../src/llb/llb.ts';
import { parseOptions } from '../../src/options/parse-options.ts';
import type { RecordedStatus } from './recorded-failure.ts';

/** An operation at which a daemon fails. */
export type Failing =
  | { readonly kind: 'process'; readonly args: readonly string[] }
  | { readonly kind: 'http'; readonly url: string; readonly sha256: string }
  | { readonly kind: 'git'; readonly url: string; readonly commit: string }
  | { readonly kind: 'context'; readonly path: string };

const PLATFORM = { os: 'linux', architecture: 'amd64' } as const;

async function outputOf(inputs: GatewayInputs, failing: Failing): Promise<Output> {
  switch (failing.kind) {
    case 'process': {
      const base = await inputs.baseImage({
        reference: 'debian:trixie-slim',
        platform: PLATFORM,
      });
      const root = inputs.base(base.reference, PLATFORM);
      return exec({ root, args: failing.args, cwd: '/', ignoreCache: true }).root;
    }
    case 'http':
      return http(failing.url, { checksum: `sha256:${failing.sha256}`, filename: 'file' });
    case 'git':
      return git(failing.url, { ref: failing.commit, keepGitDir: true });
    case 'context': {
      await inputs.files({ patterns: [] });
      const from = inputs.contextFiles({ path: failing.path, exclude: [] });
      return file(scratch, [copy({ from, src: `/${failing.path}`, dest: '/' })]);
    }
  }
}

function recorded({
  code = 0,
  message = '',
  details = [],
}: GatewayError['status']): RecordedStatus {
  return {
    code,
    message,
    details: details
      // Stacks of the daemon's own code are left out.
      .filter(({ typeUrl = '' }) => !typeUrl.includes('stack.Stack'))
      .map(({ typeUrl = '', value = new Uint8Array() }) => ({
        typeUrl,
        value: JSON.parse(Buffer.from(value).toString()) as unknown,
      })),
  };
}

async function main(): Promise<void> {
  const environment = parseEnvironment(process.env);
  const gateway = await Gateway.connect(openStdioChannel(processStdio()), environment);
  const inputs = new GatewayInputs(gateway, parseOptions(environment.options));
  const { text } = await inputs.definition();
  const failures: RecordedStatus[] = [];
  for (const failing of JSON.parse(text.replaceAll(/^#.*$/gm, '')) as readonly Failing[]) {
    try {
      await inputs.solver.run(await outputOf(inputs, failing));
      throw new Error(`${JSON.stringify(failing)} did not fail`);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      failures.push(recorded(error.status));
    }
  }
  const data = Buffer.from(JSON.stringify(failures));
  const made = file(scratch, [mkfile({ path: '/failures.json', mode: 0o644, data })]);
  const reference = await inputs.solver.solve(made);
  await gateway.return({ ...(reference && { reference }), metadata: new Map() });
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(String(error));
    process.exit(1);
  },
);
