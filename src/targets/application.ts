import { auditOf, installedVersion } from './audit-answer.ts';
import { jsonFiles } from './json-files.ts';
import type { BuildTarget } from './target.ts';

/** Asked before the image is made: the name, extras and version that it is named after. */
export const application: BuildTarget = async (ports, _, { plan, stages }) => {
  const { application: known } = plan.image;
  const version = known.version ?? installedVersion(plan, await auditOf(ports, stages));
  return jsonFiles(plan.platform, { 'application.json': { ...known, version } });
};
