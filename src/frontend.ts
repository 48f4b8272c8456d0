import { build } from './build.ts';
import { DiagnosticError } from './diagnostics/diagnostic.ts';
import { EnginePorts } from './engine-ports.ts';
import { diagnosticStatus } from './gateway/diagnostic-status.ts';
import { parseEnvironment } from './gateway/environment.ts';
import { readFrontendDefinition } from './gateway/frontend-definition.ts';
import { GatewayError } from './gateway/gateway-error.ts';
import { Gateway } from './gateway/gateway.ts';
import { openStdioChannel, processStdio } from './gateway/stdio-channel.ts';
import { parseOptions } from './options/parse-options.ts';

async function main(): Promise<void> {
  const environment = parseEnvironment(process.env);
  const channel = openStdioChannel(processStdio());
  const gateway = await Gateway.connect(channel, environment);
  let ports: EnginePorts | undefined;
  try {
    const options = parseOptions(environment.options);
    ports = new EnginePorts(gateway, options, await readFrontendDefinition());
    const [built] = await build(
      ports,
      { target: options.target ?? 'runner', buildArgs: options.buildArgs, labels: options.labels },
      [{ os: 'linux', architecture: 'amd64' }],
    );
    if (!built) throw new Error('no platform');
    const reference = await ports.solve(built.output);
    await gateway.return({
      ...(reference && { reference }),
      metadata: new Map(
        built.config === undefined ? [] : [['containerimage.config', built.config]],
      ),
    });
  } catch (error) {
    await gateway
      .resolve({
        identifier: 'docker-image://docker.io/library/x:1',
        logName: 'DEBUG ' + String(error instanceof Error ? error.stack : error),
      })
      .catch(() => undefined);
    if (error instanceof DiagnosticError) {
      await gateway.fail(diagnosticStatus(error.diagnostics, ports?.sources ?? new Map()));
    } else if (error instanceof GatewayError) {
      await gateway.fail(error.status);
    } else {
      await gateway.fail({
        code: 13,
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  }
  process.exit(0);
}

void main();
