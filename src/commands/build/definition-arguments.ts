import type { CommandArgument } from '../command-arguments.ts';
import { targetNames } from '../../spec/targets.ts';

/** The subject and its definition: the arguments of every command that plans. */
export const definitionArguments = {
  release: {
    type: 'positional',
    required: false,
    default: '.',
    valueHint: 'RELEASE|DIRECTORY|FILE',
    description:
      'name[extras]==version, the path of a wheel (with [extras] behind it), the directory of a project, or its grocker.yml',
  },
  config: {
    type: 'string',
    alias: 'c',
    valueHint: 'FILE',
    repeatable: true,
    description:
      'path of grocker.yml; later files override earlier ones: mappings merge, lists and scalars replace',
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
    description: 'directory of the image that is a volume',
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
  'pip-conf': {
    type: 'string',
    valueHint: 'FILE',
    description: 'pip’s configuration as a build secret; passed only if it is named here',
  },
  'pip-constraint': {
    type: 'string',
    valueHint: 'FILE',
    description: 'version constraints, if nothing is locked',
  },
  netrc: {
    type: 'string',
    valueHint: 'FILE',
    description: 'passwords of indexes, as a build secret',
  },
  frontend: {
    type: 'string',
    valueHint: 'IMAGE',
    description: 'image of the frontend (default: GROCKER_FRONTEND, else the file’s `# syntax=`)',
  },
  target: {
    type: 'string',
    valueHint: 'TARGET',
    description: `${targetNames}, or a service`,
  },
  cache: {
    type: 'boolean',
    default: true,
    description: 'use cached steps',
    negativeDescription: 'build every step again',
  },
  pull: {
    type: 'boolean',
    default: false,
    description: 'check the registry for newer base images',
  },
} as const satisfies Readonly<Record<string, CommandArgument>>;
