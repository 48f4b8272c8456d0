import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { otherWheelFiles } from './other-package.ts';
import type { BuildTarget } from './target.ts';

/** A directory with every wheel that is installed; those that a build made have the names that their locks promise. */
export const wheels: BuildTarget = async (ports, _, { plan, stages }) => {
  const found = await Promise.all(
    plan.packages.map(async (planned) => {
      const wheel = stages.wheels.get(planned);
      if (wheel === undefined || wheel.file !== undefined) return [];
      return otherWheelFiles(planned, await ports.names(wheel.source, '/'));
    }),
  );
  if (found.flat().length > 0) throw new DiagnosticError(found.flat());
  return { platform: plan.platform, output: stages.wheelhouse, warnings: [] };
};
