import { SourceText } from './diagnostics/source-text.ts';
import type { EngineFactsPorts } from './facts/engine-facts.ts';
import type { Gateway } from './gateway/gateway.ts';
import {
  decodeDefinition,
  encodeDefinition,
  image,
  local,
  marshal,
  type Output,
} from './llb/llb.ts';
import { decode } from './llb/wire/decode.ts';
import type { BuildOptions } from './options/build-options.ts';
import { imageReference } from './llb/image-reference.ts';
import type { Reference } from './gateway/reference.ts';

export class EnginePorts implements EngineFactsPorts {
  readonly #gateway: Gateway;
  readonly #options: BuildOptions;
  readonly #tools: Output;
  readonly sources = new Map<string, SourceText>();

  constructor(gateway: Gateway, options: BuildOptions, own: Uint8Array | undefined) {
    this.#gateway = gateway;
    this.#options = options;
    this.#tools = toolImage(own, options.source ?? '');
  }

  solve = async (output: Output, evaluate = false): Promise<Reference | undefined> => {
    const definition = marshal(output, {
      platform: { os: 'linux', architecture: 'amd64' },
      capabilities: new Set(this.#gateway.llbCapabilities.names()),
      localUniqueId: this.#gateway.environment.sessionId,
    });
    const solved = await this.#gateway.solve({
      definition: encodeDefinition(definition),
      evaluate,
    });
    return solved.reference;
  };

  readonly readFile: EngineFactsPorts['readFile'] = async (output, path) => {
    const reference = await this.solve(output);
    if (!reference) return '';
    return new TextDecoder().decode(await reference.readFile(path));
  };

  readonly definition: EngineFactsPorts['definition'] = async () => {
    const name = this.#options.filename ?? 'grocker.yml';
    const source = local(this.#options.definitionName, {
      sessionId: this.#gateway.environment.sessionId,
      followPaths: [name],
      sharedKeyHint: name,
      differ: 'none',
      name: `[internal] load build definition from ${name}`,
    });
    const text = new SourceText(name, await this.readFile(source, name));
    this.sources.set(name, text);
    return text;
  };

  readonly files: EngineFactsPorts['files'] = async ({ patterns }) => {
    const source = local(this.#options.context.localName, {
      sessionId: this.#gateway.environment.sessionId,
      followPaths: patterns,
      sharedKeyHint: 'grocker-facts',
      differ: 'none',
      name: '[internal] load metadata and locks',
    });
    const reference = await this.solve(source);
    const found: Record<string, string> = {};
    if (!reference) return found;
    const directories = [
      ...new Set(patterns.map((p) => p.split('/').slice(0, -1).join('/') || '.')),
    ];
    for (const directory of directories) {
      const entries = await reference.readDirectory(directory).catch(() => []);
      for (const { path = '' } of entries) {
        const full = directory === '.' ? path : `${directory}/${path}`;
        if (!patterns.includes(full)) continue;
        const text = new TextDecoder().decode(await reference.readFile(full));
        found[full] = text;
        this.sources.set(full, new SourceText(full, text));
      }
    }
    return found;
  };

  readonly baseImage: EngineFactsPorts['baseImage'] = async ({ reference, platform }) => {
    const full = imageReference(reference);
    const resolved = await this.#gateway.resolve({
      identifier: `docker-image://${full}`,
      platform,
      logName: `[internal] load metadata for ${full}`,
      resolveMode: this.#options.imageResolveMode,
    });
    const digest = resolved.image?.digest;
    const name = resolved.identifier.replace(/^docker-image:\/\//, '').replace(/@.*/, '');
    return {
      reference: digest ? `${name}@${digest}` : name,
      config: new TextDecoder().decode(resolved.image?.config),
    };
  };

  readonly base: EngineFactsPorts['base'] = (reference, platform) =>
    image(reference, { platform, name: `[interpreter] ${reference.replace(/@.*/, '')}` });

  readonly contextFiles: EngineFactsPorts['contextFiles'] = ({ path, exclude }) =>
    local(this.#options.context.localName, {
      sessionId: this.#gateway.environment.sessionId,
      ...(path !== '.' && { includePatterns: [path] }),
      excludePatterns: exclude,
      sharedKeyHint: 'grocker-context',
      name: '[internal] load build context',
    });

  readonly steps: EngineFactsPorts['steps'] = (platform) => ({
    platform,
    tools: this.#tools,
    settings: {
      exec: {},
      cacheNamespace: this.#options.cacheNamespace ?? '',
      noCache: this.#options.noCache,
      fetch: 'daemon',
      canMerge: this.#gateway.llbCapabilities.supports('mergeop'),
    },
  });
}

function toolImage(own: Uint8Array | undefined, source: string): Output {
  if (own === undefined) return image(source);
  const [op] = decodeDefinition(own).def;
  const identifier = op && decode('Op', op).source?.identifier;
  return image((identifier ?? source).replace(/^docker-image:\/\//, ''), {
    name: '[internal] tools',
  });
}
