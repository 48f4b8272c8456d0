import type { Located, Span } from '../diagnostics/span.ts';
import type { Spec } from '../spec/spec.ts';
import type { SystemStage } from './plan.ts';

/** The place of a stage's system packages; undefined if none are named. */
export function systemPlace(
  { dependencies, runtime }: Pick<Spec, 'dependencies' | 'runtime'>,
  stage: SystemStage,
): Span | undefined {
  if (stage === 'interpreter') return runtime.span;
  return spanAcross(stage === 'root' ? dependencies.run : dependencies.build) ?? runtime.span;
}

/** From the first to the last text of a list. */
export function spanAcross(texts: readonly Located<string>[]): Span | undefined {
  const [first, last] = [texts[0]?.span, texts.at(-1)?.span];
  if (first === undefined || last?.file !== first.file) return first;
  return { file: first.file, start: first.start, end: last.end };
}
