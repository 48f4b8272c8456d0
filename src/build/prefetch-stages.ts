import { availableParallelism } from 'node:os';
import { makeGraphContext } from '../graph/make-graph-context.ts';
import { stages } from '../graph/stages.ts';
import type { Foundation } from '../plan/plan.ts';
import type { BuildPorts } from './build-ports.ts';
import { takesTime } from './takes-time.ts';

/** The unpacking of Python and the installation of packages take a processor each, and a resolution another. */
const ENOUGH_PROCESSORS = 4;

/**
 * Lets the daemon install the system packages of the image, and unpack the Python that packages are installed on, while
 * it is busy with `question`, if that takes time: neither needs the answer. A failure is left for the graph, which has
 * the same vertices.
 *
 * @param processors of the builder. With few of them the system packages wait until Python is unpacked: the question
 *   waits for that, too.
 * @param compiles whether a package is compiled, so that the compiler is needed, too; called only if the question takes time.
 */
export async function prefetchStages(
  ports: Pick<BuildPorts, 'steps' | 'base' | 'contextFiles' | 'run'>,
  foundation: Foundation,
  question: Promise<unknown>,
  compiles: () => boolean = () => false,
  processors = availableParallelism(),
): Promise<void> {
  if (!(await takesTime(question))) return;
  try {
    const context = makeGraphContext(ports, foundation);
    const made = stages(context);
    const { installs, building } = context.host ? stages(context.host) : made;
    if (processors < ENOUGH_PROCESSORS) await ports.run(installs.root);
    const needed = [made.root, installs.known, ...(compiles() ? [building.compiler] : [])];
    await Promise.all(needed.map((output) => ports.run(output)));
  } catch {
    // The graph finds out for itself.
  }
}
