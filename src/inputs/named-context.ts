import * as z from 'zod/mini';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { imageReference } from '../llb/image-reference.ts';
import {
  decodeDefinition,
  fromDefinition,
  git,
  http,
  image,
  local,
  ociLayout,
  scratch,
  type Output,
} from '../llb/llb.ts';
import type { BuildOptions } from '../options/build-options.ts';
import { formatPlatform, type BuildPlatform } from '../options/platform.ts';
import { contextName } from './context-name.ts';
import { parseDockerignore } from './dockerignore.ts';
import { parseGitReference } from './git-reference.ts';
import { resolveImage } from './resolve-image.ts';
import type { Solver } from './solver.ts';

export interface NamedContext {
  readonly output: Output;
  /** Full reference with digest where it is an image, else what the client named. */
  readonly reference: string;
  /** OCI image configuration, JSON; absent if the source has none. */
  readonly config?: string;
}

export interface ContextLoader {
  readonly gateway: Gateway;
  readonly options: BuildOptions;
  readonly solver: Solver;
}

/** The key of the context that replaces an image: the one for the platform goes first. */
export function findContext(
  { contexts }: BuildOptions,
  reference: string,
  platform: BuildPlatform,
): string | undefined {
  const name = contextName(reference);
  return [`${name}::${formatPlatform(platform)}`, name].find((key) => Object.hasOwn(contexts, key));
}

/** Loads what `--build-context KEY=SOURCE` names (BuildKit's frontend/dockerui/namedcontext.go). */
export async function loadContext(
  loader: ContextLoader,
  key: string,
  platform: BuildPlatform,
): Promise<NamedContext> {
  const source = loader.options.contexts[key] ?? '';
  const name = `[context ${key}] ${source}`;
  const repository = parseGitReference(source);
  if (repository) {
    return { output: git(repository.url, { ...repository.options, name }), reference: source };
  }
  const [, scheme = '', rest = ''] = /^([a-z-]+):(?:\/\/)?(.*)$/s.exec(source) ?? [];
  switch (scheme) {
    case 'docker-image':
      return imageContext(loader, key, rest, platform);
    case 'http':
    case 'https':
      return { output: http(source, { filename: 'context', name }), reference: source };
    case 'oci-layout':
      return layoutContext(loader, key, rest, platform);
    case 'local':
      return { output: await localContext(loader, key, rest), reference: source };
    case 'input':
      return inputContext(loader, key, rest);
    default:
      throw problem(key, `${JSON.stringify(source)} is not a source of a build context`);
  }
}

async function imageContext(
  { gateway, options }: ContextLoader,
  key: string,
  reference: string,
  platform: BuildPlatform,
): Promise<NamedContext> {
  if (reference === 'scratch') return { output: scratch, reference };
  const resolved = await resolveImage(gateway, {
    reference,
    platform,
    resolveMode: options.imageResolveMode,
    logName: `[context ${key}] load metadata for ${imageReference(reference)}`,
  });
  const output = image(resolved.reference, { platform, name: `[context ${key}] ${reference}` });
  return { output, ...resolved };
}

async function layoutContext(
  { gateway }: ContextLoader,
  key: string,
  rest: string,
  platform: BuildPlatform,
): Promise<NamedContext> {
  const [, storeId = '', digest = ''] =
    /^([^@:]+)(?::[^@]*)?@(sha256:[0-9a-f]{64})$/.exec(rest) ?? [];
  if (storeId === '')
    throw problem(key, `${JSON.stringify(rest)} does not name a layout with a digest`);
  const { sessionId } = gateway.environment;
  // Only for people: content is found by store and digest.
  const reference = `${imageReference(key.replace(/::.*$/s, '')).replace(/:[^/:@]*$/, '')}@${digest}`;
  const { config } = await resolveImage(gateway, {
    reference,
    platform,
    store: { sessionId, storeId },
    logName: `[context ${key}] load metadata for ${reference}`,
  });
  const name = `[context ${key}] OCI load from client`;
  return {
    output: ociLayout(reference, { sessionId, storeId, platform, name }),
    reference,
    config,
  };
}

async function localContext(
  { gateway, options, solver }: ContextLoader,
  key: string,
  name: string,
): Promise<Output> {
  const sessionId = options.localSessionIds[name] ?? gateway.environment.sessionId;
  const ignore = local(name, {
    sessionId,
    followPaths: ['.dockerignore'],
    sharedKeyHint: `context:${key}-.dockerignore`,
    differ: 'none',
    name: `[context ${key}] load .dockerignore`,
  });
  const reference = await solver.solve(ignore, { importCaches: false });
  const text = await reference?.readFile('.dockerignore').catch(() => undefined);
  return local(name, {
    sessionId,
    sharedKeyHint: `context:${key}-${options.sharedKeys[`localdir:${key}`] ?? ''}`,
    excludePatterns: parseDockerignore(new TextDecoder().decode(text)),
    name: `[context ${key}] load from client`,
  });
}

async function inputContext(
  { gateway, options }: ContextLoader,
  key: string,
  name: string,
): Promise<NamedContext> {
  const definition = (await gateway.inputs()).get(name);
  if (!definition) throw problem(key, `there is no input ${JSON.stringify(name)}`);
  const config = configOf(options.inputMetadata[name]);
  return {
    output: fromDefinition(decodeDefinition(definition)),
    reference: `input:${name}`,
    ...(config !== undefined && { config }),
  };
}

/** The image configuration among an input's metadata, JSON whose values are base64. */
function configOf(metadata: string | undefined): string | undefined {
  if (metadata === undefined) return undefined;
  const { data } = z.safeParse(inputMetadata, JSON.parse(metadata));
  const config = data?.['containerimage.config'];
  return config === undefined ? undefined : Buffer.from(config, 'base64').toString();
}

const inputMetadata = z.object({ 'containerimage.config': z.optional(z.string()) });

function problem(key: string, message: string): DiagnosticError {
  return new DiagnosticError([
    {
      code: 'invalid-context',
      severity: 'error',
      message: `build context ${key}: ${message}`,
      help: 'Give --build-context NAME=PATH, a git or http url, docker-image://… or oci-layout://…@sha256:….',
    },
  ]);
}
