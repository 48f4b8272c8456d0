import type { Output } from '../llb/llb.ts';
import { sorted } from '../llb/sorted.ts';
import type { BuildPorts } from './build-ports.ts';

/** The same ports, and every output from which a file was read so far. */
export function recordedOutputs(ports: BuildPorts): {
  readonly ports: BuildPorts;
  readonly outputs: () => readonly Output[];
} {
  const byDigest = new Map<string, Output>();
  const readFile: BuildPorts['readFile'] = (output, path, foreign) => {
    const digest = ports.digest(output);
    if (digest !== undefined) byDigest.set(digest, output);
    return ports.readFile(output, path, foreign);
  };
  // Bytes are those of sources, which every graph that needs them has itself.
  return {
    ports: { ...ports, readFile },
    // Answers arrive in any order, and the order of inputs changes the digest of a vertex.
    outputs: () => sorted([...byDigest], ([digest]) => digest).map(([, output]) => output),
  };
}
