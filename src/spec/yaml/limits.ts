/** Limits of a grocker.yml; each is far above what people write. */
export const yamlLimits = {
  /** UTF-16 code units of one file. */
  length: 256 * 1024,
  /** Collections within collections. */
  depth: 48,
  /** Nodes of the document once every alias and merge key is replaced by what it stands for. */
  nodes: 50_000,
} as const;
