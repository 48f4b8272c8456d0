import { directoryImageName } from '../build/image-names.ts';
import type { Inference } from '../../init/infer.ts';

/** The commands that build and run what a new grocker.yml describes. */
export function nextCommands(path: string, directory: string, inference: Inference): string {
  const name = directoryImageName(directory);
  const port = inference.definition.settings.find(({ key }) => key === 'ports')?.value;
  const ports = Array.isArray(port)
    ? port.map((each) => ['-p', `${String(each)}:${String(each)}`])
    : [];
  const needs = inference.needs.map((each) => ['-e', `${each}=…`]);
  const run = ['docker', 'run', '--rm', ...ports.flat(), ...needs.flat(), name].join(' ');
  const services = inference.definition.services.map((service) => service.name);
  const targets =
    services.length === 0 ? '' : `Its other images: --target ${services.join(', --target ')}\n`;
  return `Build it and run it:

    docker buildx build -f ${path} -t ${name} --load ${directory}
    ${run}

${targets}`;
}
