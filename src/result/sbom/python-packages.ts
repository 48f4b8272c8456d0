import type { PlannedPackage } from '../../plan/plan.ts';
import type { InstalledDistribution } from './contents.ts';
import type { Licences } from './licence.ts';
import { gitLocation, publicUrl } from './public-url.ts';
import { purl } from './purl.ts';
import { elementId, purlReference, sha256, spdxPackage, type SpdxPackage } from './spdx.ts';

/** A distribution of the image: what its metadata says, and where the plan got it. */
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

function describeOrigin(planned: PlannedPackage): string {
  if (planned.kind === 'wheel') {
    const { origin, file } = planned;
    if (origin.from === 'url') return `the wheel ${file}`;
    return `the wheel ${shownPath(origin.path)} of the build context`;
  }
  const { origin } = planned;
  switch (origin.from) {
    case 'git':
      return `the git commit ${origin.commit}${within(origin.subdirectory)}`;
    case 'url':
      return `the sdist ${origin.file}${within(origin.subdirectory)}`;
    case 'context':
      return origin.hashes === undefined && origin.subdirectory === undefined
        ? `the directory ${shownPath(origin.path)} of the build context`
        : `the archive ${shownPath(origin.path)} of the build context${within(origin.subdirectory)}`;
  }
}

function shownPath(path: string): string {
  return path === '' ? '.' : path;
}

function within(subdirectory: string | undefined): string {
  return subdirectory === undefined ? '' : `, directory ${subdirectory}`;
}
