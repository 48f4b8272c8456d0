import { directoryImageName } from '../build/image-names.ts';
import type { Inference } from '../../init/infer.ts';

/** The commands that build and run what a new grocker.yml describes, and what to add to them in CI. */
export function nextCommands(
  path: string,
  directory: string,
  inference: Pick<Inference, 'definition' | 'needs'>,
  frontend: string,
): string {
  const name = directoryImageName(directory);
  const port = inference.definition.settings.find(({ key }) => key === 'ports')?.value;
  const ports = Array.isArray(port)
    ? port.map((each) => ['-p', `${String(each)}:${String(each)}`])
    : [];
  const run = runCommand(name, ports.flat(), inference.needs);
  const services = inference.definition.services.map((service) => service.name);
  const targets =
    services.length === 0 ? '' : `Its other images: --target ${services.join(', --target ')}\n`;
  return `Build it and run it:

    docker buildx build -f ${path} -t ${name} --load ${directory}
    ${run}

${neededInShell(inference.needs)}${targets}${pinned(frontend)}`;
}

/** A tag can be pushed again, and a build in CI follows it. */
function pinned(frontend: string): string {
  if (frontend.includes('@')) return '';
  return `In CI, name the frontend by its digest, which \`docker buildx imagetools inspect ${frontend}\` prints:
--build-arg BUILDKIT_SYNTAX=${frontend}@sha256:DIGEST
`;
}

/** `-e NAME` takes the value from the shell: a secret is then in no history. */
export function runCommand(
  name: string,
  ports: readonly string[],
  needs: readonly string[],
): string {
  const envs = needs.flatMap((each) => ['-e', each]);
  return ['docker', 'run', '--rm', ...ports, ...envs, name].join(' ');
}

/** A sentence about the variables of that command; nothing where there are none. */
export function neededInShell(needs: readonly string[]): string {
  if (needs.length === 0) return '';
  return `The application needs ${needs.join(', ')}: export ${needs.length === 1 ? 'it' : 'them'} in your shell first.\n`;
}
