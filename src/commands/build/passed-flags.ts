import type { CommandArgument } from '../command-arguments.ts';

/** Flags of `docker buildx build` that reach it as they are. */
export const passedFlags = {
  builder: { type: 'string', valueHint: 'NAME', description: 'builder to use' },
  platform: {
    type: 'string',
    valueHint: 'LIST',
    description: 'platforms, such as linux/amd64,linux/arm64',
  },
  progress: { type: 'string', valueHint: 'KIND', description: 'auto, plain, tty, quiet, rawjson' },
  output: {
    type: 'string',
    alias: 'o',
    valueHint: 'DIR|TYPE',
    repeatable: true,
    description: 'destination of the result, instead of the engine’s images',
  },
  secret: {
    type: 'string',
    valueHint: 'id=NAME,src=FILE',
    repeatable: true,
    description: 'a build secret: netrc, uv.toml, ca-certificates …',
  },
  ssh: {
    type: 'string',
    valueHint: 'default',
    repeatable: true,
    description: 'ssh agent or keys, for dependencies from git',
  },
  'build-arg': {
    type: 'string',
    valueHint: 'NAME=VALUE',
    repeatable: true,
    description: 'value of an argument that `args` declares',
  },
  'build-context': {
    type: 'string',
    valueHint: 'NAME=PLACE',
    repeatable: true,
    description: 'another image or directory in place of one that grocker.yml names',
  },
  label: {
    type: 'string',
    valueHint: 'NAME=VALUE',
    repeatable: true,
    description: 'an additional label of the image',
  },
  'cache-from': {
    type: 'string',
    valueHint: 'PLACE',
    repeatable: true,
    description: 'cache to import steps from',
  },
  'cache-to': {
    type: 'string',
    valueHint: 'PLACE',
    repeatable: true,
    description: 'cache to export steps to',
  },
  attest: {
    type: 'string',
    valueHint: 'type=KIND',
    repeatable: true,
    description: 'attestations: type=sbom, type=provenance,mode=max',
  },
} as const satisfies Readonly<Record<string, CommandArgument>>;

const { builder, platform, progress, secret, ssh } = passedFlags;

/** Those of a command that asks the engine something and makes no image. */
export const questionFlags = {
  builder,
  platform,
  progress,
  secret,
  ssh,
  'build-arg': passedFlags['build-arg'],
  'build-context': passedFlags['build-context'],
};
