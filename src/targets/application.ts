import { auditOf, installedApplication } from './audit-answer.ts';
import { jsonFiles } from './json-files.ts';
import type { BuildTarget } from './target.ts';

/** Requested before the image is built: the name, extras and version for its name. */
export const application: BuildTarget = async (ports, _, { plan, stages }) => {
  const { application: known } = plan.image;
  const audit = known.version === null ? await auditOf(ports, stages) : undefined;
  const installed = audit && installedApplication(plan, audit);
  const name = installed?.name ?? known.name;
  const version = known.version ?? installed?.version ?? '';
  return jsonFiles(plan.platform, { 'application.json': { ...known, name, version } });
};
