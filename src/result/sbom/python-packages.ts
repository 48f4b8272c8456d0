import type { PlannedPackage } from '../../plan/plan.ts';
import type { InstalledDistribution } from './contents.ts';
import type { Licences } from './licence.ts';
import { gitLocation, publicUrl } from './public-url.ts';
import { purl } from './purl.ts';
import { elementId, purlReference, sha256, spdxPackage, type SpdxPackage } from './spdx.ts';

/** A distribution of the image: what its metadata says, and where the plan has it from. */
export function pythonPackage(
  found: InstalledDistribution,
  planned: PlannedPackage | undefined,
  licences: Licences,
): SpdxPackage {
  const { name, version, classifiers } = found;
  const origin = planned === undefined ? undefined : planned.origin;
  const location = origin && downloadLocation(origin);
  const isGit = origin?.from === 'git' && location !== undefined;
  const checksum = origin && checksumOf(origin);
  return spdxPackage({
    name,
    SPDXID: distributionId(found),
    versionInfo: version,
    ...(location !== undefined && { downloadLocation: location }),
    ...(checksum !== undefined && { checksums: [sha256(checksum)] }),
    sourceInfo: planned === undefined ? unplanned(found) : sourceInfo(planned),
    licenseDeclared: licences.declared({
      texts: [found.licenseExpression, found.license],
      classifiers,
    }),
    primaryPackagePurpose: planned?.role === 'application' ? 'APPLICATION' : 'LIBRARY',
    externalRefs: purlReference(purl('pypi', [name], version, isGit ? { vcs_url: location } : {})),
  });
}

export function distributionId({
  place,
  name,
}: Pick<InstalledDistribution, 'place' | 'name'>): string {
  return elementId(place === 'base' ? 'python-base' : 'python', name);
}

type Origin = PlannedPackage['origin'];

function downloadLocation(origin: Origin): string | undefined {
  if (origin.from === 'url') return publicUrl(origin.url);
  if (origin.from === 'git') return gitLocation(origin.url, origin.commit);
  return undefined;
}

function checksumOf(origin: Origin): string | undefined {
  if (origin.from === 'url') return origin.sha256;
  if (origin.from === 'git') return undefined;
  const [checksum, ...others] = origin.hashes ?? [];
  return others.length === 0 ? checksum : undefined;
}

function unplanned({ place }: InstalledDistribution): string {
  return place === 'base' ? 'of the Python of the base image' : 'made in the image';
}

function sourceInfo(planned: PlannedPackage): string {
  const source = describeOrigin(planned);
  if (planned.kind === 'wheel') return source;
  const tools = planned.requirements ?? [];
  const named = tools.map(({ name, version }) => (version === null ? name : `${name} ${version}`));
  const declared = planned.declared ?? [];
  const with_ = named.length > 0 ? named : declared;
  return `built from ${source}${with_.length > 0 ? ` with ${with_.join(', ')}` : ''}, in the ${planned.stage} stage`;
}

function describeOrigin({ kind, origin, ...planned }: PlannedPackage): string {
  if (origin.from === 'git') return `the git commit ${origin.commit}${within(origin.subdirectory)}`;
  if (origin.from === 'url') {
    if ('file' in planned) return `the wheel ${planned.file}`;
    const { file, subdirectory } = origin as { file: string; subdirectory?: string };
    return `the sdist ${file}${within(subdirectory)}`;
  }
  const path = origin.path === '' ? '.' : origin.path;
  if (kind === 'wheel') return `the wheel ${path} of the build context`;
  return origin.hashes === undefined && origin.subdirectory === undefined
    ? `the directory ${path} of the build context`
    : `the archive ${path} of the build context${within(origin.subdirectory)}`;
}

function within(subdirectory: string | undefined): string {
  return subdirectory === undefined ? '' : `, directory ${subdirectory}`;
}
