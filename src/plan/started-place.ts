import type { Span } from '../diagnostics/span.ts';
import type { ImageSettings } from '../spec/spec.ts';

/** The place of a word that a container starts: its own in `cmd`, unless the entry point has it. */
export function startedPlace(
  { entrypoint, cmd }: Pick<ImageSettings, 'entrypoint' | 'cmd'>,
  word: string,
): Span {
  const isOwn = entrypoint.value.some((each) => each.includes(word));
  const argument = isOwn ? undefined : cmd.find(({ value }) => value.includes(word));
  return argument?.span ?? entrypoint.span;
}
