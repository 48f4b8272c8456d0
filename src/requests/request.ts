import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import type { ParsedSpec } from '../spec/parse-spec.ts';

/** The requests that a client can make instead of a build (BuildKit's frontend/subrequests). */
export interface BuildRequestKind {
  /** `frontend.targets`; `docker buildx build --call=targets`. */
  readonly name: string;
  readonly version: string;
  /** Its answer: one sentence without a full stop. */
  readonly description: string;
  /** Options that change the answer. */
  readonly options: readonly NamedItem[];
  /** Keys of the answer besides result.json, result.txt and version. */
  readonly extraKeys: readonly string[];
  readonly answer: (subject: RequestSubject) => Promise<RequestAnswer> | RequestAnswer;
}

export interface NamedItem {
  readonly name: string;
  readonly description: string;
}

/** The subject of the request. */
export interface RequestSubject {
  readonly target: string;
  /** The definition and what it says; not every question needs it. */
  readonly definition: () => Promise<ReadDefinition>;
  /** All its diagnostics. */
  readonly findings: () => Promise<readonly Diagnostic[]>;
}

export interface ReadDefinition {
  readonly source: SourceText;
  readonly parsed: ParsedSpec;
}

export interface RequestAnswer {
  /** As clients parse it; plain JSON. */
  readonly json: unknown;
  /** As people read it. */
  readonly text: string;
  readonly extra?: Readonly<Record<string, string>>;
}
