import { auditOf, installedVersion } from './audit-answer.ts';
import { jsonFiles } from './json-files.ts';
import type { BuildTarget } from './target.ts';

/** Requested before the image is built: the name, extras and version for its name. */
export const application: BuildTarget = async (ports, _, { plan, stages }) => {
  const { application: known } = plan.image;
  const version = known.version ?? installedVersion(plan, await auditOf(ports, stages));
  return jsonFiles(plan.platform, { 'application.json': { ...known, version } });
};
