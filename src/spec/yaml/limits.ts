/** Limits of a grocker.yml; each is far above what people write. */
export const yamlLimits = {
  /** UTF-16 code units of one file. */
  length: 256 * 1024,
  /** Collections within collections. */
  depth: 48,
  /** Nodes of the document, with every alias and merge key expanded. */
  nodes: 50_000,
} as const;
