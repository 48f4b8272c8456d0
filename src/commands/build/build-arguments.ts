import type { CommandArgument } from '../command-arguments.ts';
import { passedFlags } from './passed-flags.ts';

/** The arguments of `grocker build`. */
export const buildArguments = {
  release: {
    type: 'positional',
    required: false,
    default: '.',
    valueHint: 'RELEASE|DIRECTORY',
    description:
      'name[extras]==version, the path of a wheel (with [extras] behind it), or the directory of a project',
  },
  config: {
    type: 'string',
    alias: 'c',
    valueHint: 'FILE',
    repeatable: true,
    description:
      'grocker.yml; of several, each is laid over those before it: mappings merge, lists and scalars replace',
  },
  runtime: {
    type: 'string',
    alias: 'r',
    valueHint: 'NAME',
    description: 'runtime of the catalogue or of `runtimes`, such as trixie/3.13',
  },
  entrypoint: {
    type: 'string',
    alias: 'e',
    valueHint: 'SCRIPT',
    description: 'console script that the image starts',
  },
  volume: {
    type: 'string',
    valueHint: 'PATH',
    repeatable: true,
    description: 'directory of the image that is kept outside of it',
  },
  port: {
    type: 'string',
    valueHint: 'PORT',
    repeatable: true,
    description: 'port that the application listens on: 8080, 53/udp',
  },
  env: {
    type: 'string',
    valueHint: 'NAME=VALUE',
    repeatable: true,
    description: 'variable of the image',
  },
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
  'pip-conf': {
    type: 'string',
    valueHint: 'FILE',
    description: 'pip’s configuration, as a secret of the build (default: the user’s own)',
  },
  'pip-constraint': {
    type: 'string',
    valueHint: 'FILE',
    description: 'constraints of versions, where nothing is locked',
  },
  netrc: {
    type: 'string',
    valueHint: 'FILE',
    description: 'passwords of indexes, as a secret of the build',
  },
  'build-dependencies': {
    type: 'boolean',
    default: true,
    description: 'build the dependencies',
    negativeDescription: 'take what was built before; the builder’s cache decides in any case',
  },
  'build-image': {
    type: 'boolean',
    default: true,
    description: 'build the image',
    negativeDescription: 'build the dependencies alone, into the builder’s cache',
  },
  push: {
    type: 'boolean',
    default: false,
    description: 'push the image to its registry instead of loading it into the engine',
  },
  'result-file': {
    type: 'string',
    valueHint: 'FILE',
    description: 'YAML file that is told the image’s names and digest',
  },
  target: {
    type: 'string',
    valueHint: 'TARGET',
    description: 'runner, root, compiler, wheels, lock, check, or a service',
  },
  frontend: {
    type: 'string',
    valueHint: 'IMAGE',
    description: 'image of the frontend (default: GROCKER_FRONTEND, else the file’s `# syntax=`)',
  },
  cache: {
    type: 'boolean',
    default: true,
    description: 'use what was built before',
    negativeDescription: 'build every step again',
  },
  pull: {
    type: 'boolean',
    default: false,
    description: 'ask the registry for newer base images',
  },
  ...passedFlags,
} as const satisfies Readonly<Record<string, CommandArgument>>;
