import { SourceText } from '../diagnostics/source-text.ts';
import type { Span } from '../diagnostics/span.ts';
import { INFERRED_NAME } from '../init/complete-definition.ts';
import type { Spec } from '../spec/spec.ts';
import type { TargetPorts } from './target.ts';

const PROCFILE = 'Procfile';

/** The place of a word of the command: in the Procfile, where grocker.yml has none of its own and the command is from there. */
export async function procfilePlace(
  { files }: Pick<TargetPorts, 'files'>,
  { file }: Pick<Spec, 'file'>,
  word: string,
  written: Span | undefined,
): Promise<Span | undefined> {
  if (file !== INFERRED_NAME) return written;
  const { [PROCFILE]: text = '' } = await files({ patterns: [PROCFILE] });
  const at = text.indexOf(word);
  return at === -1 ? written : new SourceText(PROCFILE, text).span(at, at + word.length);
}
