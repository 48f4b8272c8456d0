import type { Foundation, SystemPackage } from '../../plan/plan.ts';
import type { ImageContents, InstalledSystemPackage } from './contents.ts';
import type { Licences } from './licence.ts';
import { publicUrl } from './public-url.ts';
import { purl } from './purl.ts';
import { elementId, purlReference, sha256, spdxPackage, type SpdxPackage } from './spdx.ts';

/** The packages of Debian or Alpine in the image: those that were fetched for it with their files, and the base image's. */
export function systemPackages(
  { system, release }: ImageContents,
  stages: Foundation['system'],
  licences: Licences,
): readonly SpdxPackage[] {
  const fetched = new Map(
    Object.values(stages).flatMap(({ files }) => files.map((file) => [key(file), file] as const)),
  );
  return system.map((found) => systemPackage(found, fetched.get(key(found)), release, licences));
}

function systemPackage(
  found: InstalledSystemPackage,
  file: SystemPackage | undefined,
  release: ImageContents['release'],
  licences: Licences,
): SpdxPackage {
  const { kind, name, version, architecture, source, sourceVersion } = found;
  const location = file && publicUrl(file.url);
  const isOwnSource = source === name && sourceVersion === version;
  const upstream = sourceVersion === version ? source : `${source}@${sourceVersion}`;
  const distribution = release.id === '' ? (kind === 'deb' ? 'debian' : 'alpine') : release.id;
  return spdxPackage({
    name,
    SPDXID: elementId(kind, name, architecture),
    versionInfo: version,
    ...(location !== undefined && { downloadLocation: location }),
    ...(file && { checksums: [sha256(file.sha256)] }),
    sourceInfo: file ? `installed from the ${kind} of ${distribution}` : 'of the base image',
    licenseDeclared: licences.declared({ texts: [found.license], classifiers: [] }),
    externalRefs: purlReference(
      purl(kind, [distribution, name], version, {
        arch: architecture,
        distro: [release.id, release.version].filter((word) => word !== '').join('-'),
        upstream: isOwnSource ? '' : upstream,
      }),
    ),
  });
}

/** Alpine's index may leave out the architecture of a package that has none. */
function key({ name, version }: Pick<SystemPackage, 'name' | 'version'>): string {
  return `${name} ${version}`;
}
