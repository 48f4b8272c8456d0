import { dump } from 'js-yaml';
import { SourceText } from '../../diagnostics/source-text.ts';
import type { DefinitionRequest } from './build-request.ts';

/** The settings of the command line, as a definition that overrides the files; undefined: none. */
export function commandLineLayer(
  request: DefinitionRequest,
  pipConstraint: string | undefined,
): SourceText | undefined {
  const { subject, volumes, ports, envs } = request;
  const layer = {
    ...releaseKeys(subject),
    ...(request.runtime !== undefined && { runtime: request.runtime }),
    ...(request.entrypoint !== undefined && { entrypoint_name: request.entrypoint }),
    ...(volumes.length > 0 && { volumes }),
    ...(ports.length > 0 && { ports }),
    ...(envs.length > 0 && { envs: Object.fromEntries(envs) }),
    ...(pipConstraint !== undefined && { pip_constraint: pipConstraint }),
    ...(request.imagePrefix !== undefined && { docker_image_prefix: request.imagePrefix }),
    ...(request.imageBaseName !== undefined && { image_base_name: request.imageBaseName }),
  };
  if (Object.keys(layer).length === 0) return undefined;
  return new SourceText('command line', dump(layer, { lineWidth: -1 }));
}

/** A release takes the place of the application in the files: keys without a value take back the keys of the files. */
function releaseKeys(subject: DefinitionRequest['subject']): object {
  switch (subject.kind) {
    case 'release':
      return { release: subject.text, project: null, source: null };
    case 'wheel':
      return { release: fileName(subject.path) + subject.extras, project: null, source: null };
    case 'directory':
      return {};
  }
}

/** The last part of a path on this machine, which may have backslashes. */
export function fileName(path: string): string {
  return path.slice(path.search(/[^/\\]*$/));
}
