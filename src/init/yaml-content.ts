import { load, YAMLException } from 'js-yaml';

/** The content of a YAML file of another program; undefined if it is not YAML. */
export function yamlContent(text: string): unknown {
  try {
    return load(text);
  } catch (error) {
    if (error instanceof YAMLException) return undefined;
    throw error;
  }
}
