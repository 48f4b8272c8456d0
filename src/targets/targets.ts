import { explainFailure } from '../failures/explain-failure.ts';
import { targetNamed, type EachPlatform } from '../spec/targets.ts';
import { failedLog } from './failed-log.ts';
import { application } from './application.ts';
import { check } from './check.ts';
import { otherWheels } from './other-wheels.ts';
import { plan } from './plan.ts';
import { runner } from './runner.ts';
import { sbomsOf } from './sboms.ts';
import { stageImage } from './stage-image.ts';
import type { BuildTarget } from './target.ts';
import { wheels } from './wheels.ts';

/** How each target of src/spec/targets.ts is made that has a result for each platform. */
const makers: Readonly<Record<EachPlatform, BuildTarget>> = {
  runner,
  debug: runner,
  root: stageImage('root'),
  compiler: stageImage('compiler'),
  wheels,
  check,
  plan,
  application,
};

/** Makes the target of a request and runs it here, where it is still known what each vertex was to do. */
export const buildTarget: BuildTarget = async (ports, request, planned) => {
  try {
    const built = await makers[eachPlatform(request.target)](ports, request, planned);
    const [sboms] = await Promise.all([
      sbomsOf(ports, request, planned, built),
      ports.run(built.output),
    ]);
    return sboms.length === 0 ? built : { ...built, sboms };
  } catch (error) {
    const { plan, spec, stages } = planned;
    const graph = { stages, digest: ports.digest };
    const [log, wheels] = await Promise.all([
      failedLog(ports, planned, error),
      otherWheels(ports, planned, error),
    ]);
    const known = { ...(log && { log }), ...(wheels && { wheels }) };
    const work = { ...plan, spec, python: plan.python.version, graph, ...known };
    throw explainFailure(error, work) ?? error;
  }
};

function eachPlatform(name: string): EachPlatform {
  const target = targetNamed(name);
  if (target.platforms === 'each') return target.name;
  throw new Error(`the target ${name} has one result for all platforms`);
}
