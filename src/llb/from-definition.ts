import { definitionLocations } from './definition-locations.ts';
import type { Definition } from './definition.ts';
import { digest } from './digest.ts';
import type { Output } from './vertex.ts';
import type { Platform } from './platform.ts';
import { scratch } from './scratch.ts';
import { decode } from './wire/decode.ts';
import type { Input, Platform as WirePlatform } from './wire/messages.ts';

/** The result of a definition that someone else made; its vertices are passed on byte for byte. */
export function fromDefinition(definition: Definition): Output {
  const { def, metadata } = definition;
  const locations = definitionLocations(definition);
  const outputs = new Map<string, Output>();
  const output = ({ digest: name = '', index = 0n }: Input): Output => {
    const found = outputs.get(name);
    if (found === undefined) throw new Error(`a definition refers to ${name} before it comes`);
    return { ...found, index: Number(index) };
  };
  const results = def.map((encoded): Output => {
    const { inputs = [], platform } = decode('Op', encoded);
    const name = digest(encoded);
    const made = {
      vertex: {
        inputs: inputs.map(output),
        encoded,
        metadata: metadata[name] ?? {},
        locations: locations.get(name) ?? [],
      },
      index: 0,
      ...(platform && { platform: platformOf(platform) }),
    };
    outputs.set(name, made);
    return made;
  });
  // The last Op does nothing but name the result.
  return results.at(-1)?.vertex?.inputs[0] ?? scratch;
}

function platformOf(platform: WirePlatform): Platform {
  const { os = '', architecture = '', variant, osVersion, osFeatures } = platform;
  return {
    os,
    architecture,
    ...(variant !== undefined && { variant }),
    ...(osVersion !== undefined && { osVersion }),
    ...(osFeatures && { osFeatures }),
  };
}
