// A frontend whose definition file is a graph: the bytes of a pb.Definition in base64, solved as they are.
import { parseEnvironment } from '../../src/gateway/environment.ts';
import { GatewayError } from '../../src/gateway/gateway-error.ts';
import { Gateway } from '../../src/gateway/gateway.ts';
import { openStdioChannel, processStdio } from '../../src/gateway/stdio-channel.ts';
import { GatewayInputs } from '../../src/inputs/gateway-inputs.ts';
import { parseOptions } from '../../src/options/parse-options.ts';

async function main(): Promise<void> {
  const environment = parseEnvironment(process.env);
  const gateway = await Gateway.connect(openStdioChannel(processStdio()), environment);
  try {
    const inputs = new GatewayInputs(gateway, parseOptions(environment.options));
    const { text } = await inputs.definition();
    const definition = Buffer.from(text.replace(/^#.*\n/, ''), 'base64');
    const { reference } = await gateway.solve({ definition, evaluate: true });
    await gateway.return({ ...(reference && { reference }), metadata: new Map() });
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    await gateway.fail(error.status);
  }
}

main().then(
  () => process.exit(0),
  () => process.exit(1),
);
