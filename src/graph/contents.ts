import { bind, output, type Output } from '../llb/llb.ts';
import type { GraphContext } from './graph-context.ts';
import { step } from './step.ts';

/** The file that holds the answer. */
export const CONTENTS_ANSWER = '/contents.json';

const IMAGE = '/run/grocker/image';

/**
 * Reads which packages `image` has, on the interpreter stage, because the image may have no Python; see
 * steps/contents.py.
 */
export function contents(context: GraphContext, interpreter: Output, image: Output): Output {
  const { venv, python } = context.foundation;
  return step(context, {
    stage: 'check',
    title: 'list packages of the image',
    root: interpreter,
    readonlyRoot: true,
    script: 'contents.py',
    python: python.executable,
    args: [JSON.stringify({ image: IMAGE, venv }), `/answers${CONTENTS_ANSWER}`],
    mounts: [bind({ target: IMAGE, source: image }), output({ target: '/answers' })],
    access: 'none',
  }).mount('/answers');
}
