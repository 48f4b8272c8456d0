import type { Span } from '../diagnostics/span.ts';
import { bind, output, type Output } from '../llb/llb.ts';
import type { StepContext } from './graph-context.ts';
import { step } from './step.ts';

const SOURCE = '/run/grocker/source';
const PLAIN = '/plain';

/** For chmod(1): 755 for directories and executable files, else 644, independent of the umask of a checkout. */
export const PLAIN_MODES = 'u=rwX,go=rX';

/** The same files with plain modes, on a daemon that cannot change the modes of what it copies. */
export function plainModes(
  context: StepContext & { readonly base?: Output },
  title: string,
  source: Output,
  span: Span | undefined,
): Output {
  const { base } = context;
  if (base === undefined) throw new Error('modes are changed before the base image is known');
  return step(context, {
    stage: 'runner',
    title: `set modes of ${title}`,
    root: base,
    readonlyRoot: true,
    script: 'plain-modes.sh',
    args: [SOURCE, PLAIN],
    mounts: [bind({ target: SOURCE, source }), output({ target: PLAIN })],
    access: 'none',
    span,
  }).mount(PLAIN);
}
