import type { ParsedArgs } from 'citty';
import { repeated } from '../command-arguments.ts';
import { UsageError } from '../usage-error.ts';
import { buildArguments } from './build-arguments.ts';
import type { BuildRequest } from './build-request.ts';
import { buildSubject } from './build-subject.ts';
import { passedFlags } from './passed-flags.ts';

/** A command line of `grocker build` as data. */
export function parseRequest(
  args: ParsedArgs<typeof buildArguments>,
  rawArgs: readonly string[],
): BuildRequest {
  const list = (name: keyof typeof buildArguments) => repeated(rawArgs, buildArguments, name);
  const passed = Object.keys(passedFlags).flatMap((flag): [string, readonly string[]][] => {
    const values = repeated(rawArgs, buildArguments, flag);
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
    imagePrefix: args['image-prefix'],
    imageBaseName: args['image-base-name'],
    imageName: args['image-name'],
    pipConf: args['pip-conf'],
    pipConstraint: args['pip-constraint'],
    netrc: args.netrc,
    frontend: args.frontend,
    target: args.target,
    buildDependencies: args['build-dependencies'],
    buildImage: args['build-image'],
    push: args.push,
    cache: args.cache,
    pull: args.pull,
    resultFile: args['result-file'],
    passed: new Map(passed),
  };
}

function variable(text: string): readonly [string, string] {
  const equals = text.indexOf('=');
  if (equals > 0) return [text.slice(0, equals), text.slice(equals + 1)];
  throw new UsageError(`--env ${text}: expected NAME=VALUE`);
}
