import type { CommandArgument } from '../command-arguments.ts';
import { definitionArguments } from './definition-arguments.ts';
import { passedFlags } from './passed-flags.ts';

/** The arguments of `grocker build`. */
export const buildArguments = {
  ...definitionArguments,
  'image-prefix': {
    type: 'string',
    valueHint: 'PREFIX',
    description: 'registry or account before the image’s name',
  },
  'image-base-name': {
    type: 'string',
    valueHint: 'NAME',
    description: 'name of the image in place of the project’s',
  },
  'image-name': {
    type: 'string',
    alias: 'n',
    valueHint: 'NAME',
    description: 'the image’s only name, with its tag',
  },
  'build-dependencies': {
    type: 'boolean',
    default: true,
    description: 'build the dependencies',
    negativeDescription: 'reuse earlier builds; the builder’s cache decides in any case',
  },
  'build-image': {
    type: 'boolean',
    default: true,
    description: 'build the image',
    negativeDescription: 'build only the dependencies, into the builder’s cache',
  },
  push: {
    type: 'boolean',
    default: false,
    description: 'push the image to its registry instead of loading it into the engine',
  },
  'result-file': {
    type: 'string',
    valueHint: 'FILE',
    description: 'YAML file to write the image’s names and digest to',
  },
  ...passedFlags,
} as const satisfies Readonly<Record<string, CommandArgument>>;
