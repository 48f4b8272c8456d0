import type { SettingValue } from '../diagnostics/setting-line.ts';

/** One key of an inferred grocker.yml. */
export interface Setting {
  readonly key: string;
  readonly value: SettingValue;
  /** Where it comes from: the comment behind it. */
  readonly because?: string;
}

/** One image of an inferred grocker.yml: the keys in their order. */
export interface InferredImage {
  readonly settings: readonly Setting[];
  /** A sentence to complete, for what was not found. */
  readonly open?: string;
}

/** An inferred grocker.yml. */
export interface InferredDefinition extends InferredImage {
  /** Comments at its beginning. */
  readonly notes?: readonly string[];
  readonly services: readonly (InferredImage & { readonly name: string })[];
}
