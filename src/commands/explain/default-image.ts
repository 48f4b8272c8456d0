import { join } from 'node:path';
import grocker from '../../../package.json' with { type: 'json' };
import { SourceText } from '../../diagnostics/source-text.ts';
import { readLocalFile } from '../../inputs/local-file.ts';
import { parseSpec } from '../../spec/parse-spec.ts';
import { knownApplication, unversionedApplication } from '../build/application.ts';
import { directoryImageName, imageNames } from '../build/image-names.ts';
import { projectMetadata } from '../build/project-metadata.ts';
import { definitionIn } from '../definition-path.ts';
import { DockerFailure } from '../docker-errors.ts';
import { askDocker } from '../docker.ts';
import { UsageError } from '../usage-error.ts';
import { missingImage } from './missing-image.ts';

/** The image of a directory's grocker.yml in the engine, under the name that `grocker build` gives it. */
export async function defaultImage(directory: string): Promise<string> {
  const names = await defaultImageNames(directory);
  for (const name of names) {
    const { status, errors } = await askDocker(['image', 'inspect', name]);
    if (status === 0) return name;
    if (!/no such image/i.test(errors)) throw new DockerFailure(errors);
  }
  const newest = await newestOf(names.map((name) => name.replace(/:[^:/]*$/, '')));
  if (newest !== undefined) return newest;
  throw await missingImage(names);
}

/** The names that the image may have, the likeliest first. */
export async function defaultImageNames(directory: string): Promise<readonly string[]> {
  const path = definitionIn(directory);
  if (path === undefined) {
    throw new UsageError('there is no grocker.yml here: name the image to explain');
  }
  const { spec } = parseSpec(
    new SourceText(path, (await readLocalFile(path)).toString('utf8')),
    {},
  );
  if (spec === undefined) {
    throw new UsageError(
      `${path} has mistakes, which \`grocker lint\` shows: name the image to explain`,
    );
  }
  const project = spec.project && (await projectMetadata(join(directory, spec.project.value)));
  const application =
    knownApplication(spec, project) ?? unversionedApplication(spec, project, directory);
  const own = `${directoryImageName(directory)}:latest`;
  return [...new Set([...imageNames(application, spec.naming, grocker.version), own])];
}

/** The newest image of some repositories: its version may be known only to the build back end. */
async function newestOf(repositories: readonly string[]): Promise<string | undefined> {
  for (const repository of new Set(repositories)) {
    const format = ['--format', '{{.Repository}}:{{.Tag}}'];
    const { output } = await askDocker(['image', 'ls', ...format, repository]);
    const [newest = ''] = output.split('\n').filter((line) => !line.endsWith(':<none>'));
    if (newest !== '') return newest;
  }
  return undefined;
}
