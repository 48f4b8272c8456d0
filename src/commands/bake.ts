import { basename, dirname, join } from 'node:path';
import { defineCommand } from 'citty';
import { visibleJson } from '../diagnostics/visible-text.ts';
import grocker from '../../package.json' with { type: 'json' };
import { decodeSource } from '../diagnostics/decode-source.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { readLocalFileSync } from '../inputs/local-file.ts';
import { readDefinition, type Definition } from '../spec/definition.ts';
import type { Spec } from '../spec/spec.ts';
import { bakeFile } from './bake/bake-file.ts';
import { knownApplication, unversionedApplication } from './build/application.ts';
import type { Application } from './build/image-names.ts';
import { imageNames } from './build/image-names.ts';
import { projectMetadata } from './build/project-metadata.ts';
import { repeated, type CommandArgument } from './command-arguments.ts';
import { definitionPath } from './definition-path.ts';
import { exitCode } from './exit-code.ts';
import { print } from './terminal.ts';
import { commandSummaries } from './command-summaries.ts';

const bakeArguments = {
  file: {
    type: 'positional',
    required: false,
    description: 'the file, or its directory; by default grocker.yml, then .grocker.yml',
  },
  registry: {
    type: 'string',
    valueHint: 'NAME',
    description: 'prefix of each image name, such as registry.example/team',
  },
  tag: {
    type: 'string',
    valueHint: 'TAG',
    description: 'the tag of every image; by default its version',
  },
  platform: {
    type: 'string',
    repeatable: true,
    valueHint: 'PLATFORM',
    description: 'platforms of the images, separated by commas',
  },
} as const satisfies Readonly<Record<string, CommandArgument>>;

/** `grocker bake`: a file for `docker buildx bake`, with a target for each image of a grocker.yml. */
export const bake = defineCommand({
  meta: {
    name: 'bake',
    description: commandSummaries.bake,
  },
  args: bakeArguments,
  run: async ({ args, rawArgs }) => {
    const path = definitionPath(args.file);
    const source = decodeSource(path, readLocalFileSync(path, 'pipe'));
    if (!(source instanceof SourceText)) throw new DiagnosticError([source]);
    const definition = readDefinition(source);
    const errors = definition.diagnostics.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) throw new DiagnosticError(errors);
    const context = dirname(path);
    const platforms = repeated(rawArgs, bakeArguments, 'platform').flatMap((list) =>
      list.split(','),
    );
    const images = (await namedImages(definition, context)).map(({ service, name, version }) => ({
      service,
      name: `${args.registry === undefined ? '' : `${args.registry}/`}${name}:${args.tag ?? version}`,
    }));
    const file = bakeFile({ context, definition: basename(path), platforms, images });
    print(visibleJson(file));
    return exitCode.done;
  },
});

/** Every image with the name and the version that `grocker build` gives it. */
async function namedImages({ images }: Definition, context: string) {
  const own = images.get(undefined)?.spec;
  const named = [...images].map(async ([service, { spec }]) => {
    if (spec === undefined) return [];
    const { prefix, baseName } = spec.naming;
    const isNamed = service !== undefined && baseName !== own?.naming.baseName;
    const [image = ''] = imageNames(
      await applicationOf(spec, context),
      { prefix, baseName, service: isNamed ? undefined : service },
      grocker.version,
    );
    const [name = '', version = ''] = image.split(':');
    return [{ service, name, version }];
  });
  return (await Promise.all(named)).flat();
}

/** Where nothing but a build tells name or version: the name of the directory, and no version. */
async function applicationOf(spec: Spec, context: string): Promise<Application> {
  const project = spec.project && (await projectMetadata(join(context, spec.project.value)));
  return knownApplication(spec, project) ?? unversionedApplication(spec, project, context);
}
