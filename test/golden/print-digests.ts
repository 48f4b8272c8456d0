import { digestOf } from '../../src/llb/llb.ts';
import { amd64 } from './graph.ts';
import { graphs } from './graphs.ts';

const options = { platform: amd64, localUniqueId: 'this-client' };
const digests = Object.entries(graphs).map(([name, graph]) => {
  const digest = digestOf(graph.output, { ...options, ...graph.options });
  return `${name} ${digest ?? 'scratch'}\n`;
});
process.stdout.write(digests.join(''));
