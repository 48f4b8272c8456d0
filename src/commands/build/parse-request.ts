import type { ArgsDef, ParsedArgs } from 'citty';
import { repeated } from '../command-arguments.ts';
import { UsageError } from '../usage-error.ts';
import { buildArguments } from './build-arguments.ts';
import type { BuildRequest, DefinitionRequest } from './build-request.ts';
import { buildSubject } from './build-subject.ts';
import type { definitionArguments } from './definition-arguments.ts';
import { passedFlags } from './passed-flags.ts';

/** A command line of `grocker build` as data. */
export function parseRequest(
  args: ParsedArgs<typeof buildArguments>,
  rawArgs: readonly string[],
): BuildRequest {
  return {
    ...parseDefinitionRequest(args, rawArgs, buildArguments),
    imagePrefix: args['image-prefix'],
    imageBaseName: args['image-base-name'],
    imageName: args['image-name'],
    buildDependencies: args['build-dependencies'],
    buildImage: args['build-image'],
    push: args.push,
    resultFile: args['result-file'],
  };
}

/** The part of a command line with the subject of the build; `known` lists all arguments of the command. */
export function parseDefinitionRequest(
  args: ParsedArgs<typeof definitionArguments>,
  rawArgs: readonly string[],
  known: ArgsDef,
): DefinitionRequest {
  const list = (name: string) => repeated(rawArgs, known, name);
  const passed = Object.keys(passedFlags).flatMap((flag): [string, readonly string[]][] => {
    const values = list(flag);
    return values.length === 0 ? [] : [[flag, values]];
  });
  return {
    argument: args.release,
    subject: buildSubject(args.release),
    config: list('config'),
    runtime: args.runtime,
    entrypoint: args.entrypoint,
    volumes: list('volume'),
    ports: list('port'),
    envs: list('env').map(variable),
    pipConf: args['pip-conf'],
    pipConstraint: args['pip-constraint'],
    netrc: args.netrc,
    frontend: args.frontend,
    target: args.target,
    cache: args.cache,
    pull: args.pull,
    passed: new Map(passed),
  };
}

function variable(text: string): readonly [string, string] {
  const equals = text.indexOf('=');
  if (equals > 0) return [text.slice(0, equals), text.slice(equals + 1)];
  throw new UsageError(`--env ${text}: expected NAME=VALUE`);
}
