import type { ProjectMetadata } from '../../python/project-metadata.ts';
import { normalizeName } from '../../python/name.ts';
import type { Spec } from '../../spec/spec.ts';
import { directoryImageName, type Application } from './image-names.ts';

/** The name of an image, if the definition or the project's metadata gives it without a build. */
export function knownApplication(
  spec: Spec,
  project: ProjectMetadata | undefined,
): Application | undefined {
  const { release } = spec;
  if (release !== undefined) {
    const { name, extras, version } = release;
    return version === undefined ? undefined : { name, extras, version };
  }
  if (project?.version === undefined) return undefined;
  const { name, version } = project;
  return { name, extras: namedExtras(spec), version };
}

/** The application whose version only a build can tell: NAME:latest of the release, the project or the directory. */
export function unversionedApplication(
  spec: Spec,
  project: ProjectMetadata | undefined,
  directory: string,
): Application {
  const { release } = spec;
  if (release !== undefined) return { name: release.name, extras: release.extras, version: '' };
  const name = project?.name ?? directoryImageName(directory);
  return { name, extras: namedExtras(spec), version: '' };
}

/** The extras of the project, as they are in the name of its image. */
function namedExtras({ extras }: Spec): readonly string[] {
  return extras.map(({ value }): string => normalizeName(value)).sort();
}
