import { hash } from 'node:crypto';
import { baseName } from '../../paths/base-name.ts';
import type { BaseImage, Foundation, PlannedPackage } from '../../plan/plan.ts';
import type { ImageContents } from './contents.ts';
import { Licences } from './licence.ts';
import { purl } from './purl.ts';
import { distributionId, pythonPackage } from './python-packages.ts';
import {
  elementId,
  purlReference,
  spdxPackage,
  type SpdxDocument,
  type SpdxPackage,
  type SpdxRelationship,
} from './spdx.ts';
import { systemPackages } from './system-packages.ts';

/** An image whose materials are listed. */
export interface BilledImage {
  /** A filesystem on the base image, or a directory of wheels. */
  readonly kind: 'image' | 'wheels';
  /** The application, or a stage. */
  readonly name: string;
  /** Empty if nothing tells it. */
  readonly version: string;
  readonly plan: Pick<Foundation, 'base' | 'system' | 'platform'> & {
    readonly packages: readonly PlannedPackage[];
  };
  readonly contents: ImageContents;
  /** Which distribution of the virtual environment requires which others of it. */
  readonly requirements: ReadonlyMap<string, readonly string[]>;
  /** Seconds since 1970. */
  readonly created: number;
  readonly grockerVersion: string;
}

/** The bill of materials as SPDX JSON; the same image has the same bytes. */
export function sbomDocument(billed: BilledImage): string {
  const unnamed = JSON.stringify(document(billed, ''));
  const digest = hash('sha256', unnamed);
  return `${JSON.stringify(document(billed, digest), null, 2)}\n`;
}

function document(billed: BilledImage, digest: string): SpdxDocument {
  const { kind, name, version, plan, contents, created, grockerVersion } = billed;
  const licences = new Licences();
  const planned = new Map(plan.packages.map((each) => [each.name, each]));
  const image = spdxPackage({
    name,
    SPDXID: elementId('image'),
    versionInfo: version,
    primaryPackagePurpose: kind === 'image' ? 'CONTAINER' : 'ARCHIVE',
    sourceInfo: `for ${plan.platform.os}/${plan.platform.architecture}`,
  });
  const bases = kind === 'image' ? [baseImage(plan.base)] : [];
  const contained = [
    ...contents.distributions.map((found) =>
      pythonPackage(found, found.place === 'venv' ? planned.get(found.name) : undefined, licences),
    ),
    ...systemPackages(contents, plan.system, licences),
  ];
  const { extracted } = licences;
  return {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name,
    documentNamespace: `https://spdx.org/spdxdocs/${encodeURIComponent(name)}-${digest}`,
    creationInfo: {
      created: new Date(created * 1000).toISOString().replace(/\.\d+Z$/, 'Z'),
      creators: [`Tool: grocker-${grockerVersion}`],
    },
    packages: [image, ...bases, ...contained],
    relationships: relationships(billed, image, bases, contained),
    ...(extracted.length > 0 && { hasExtractedLicensingInfos: extracted }),
  };
}

function relationships(
  { contents, requirements }: BilledImage,
  image: SpdxPackage,
  bases: readonly SpdxPackage[],
  contained: readonly SpdxPackage[],
): readonly SpdxRelationship[] {
  const own = contents.distributions.filter(({ place }) => place === 'venv');
  const names = new Set(own.map(({ name }) => name));
  return [
    related('SPDXRef-DOCUMENT', 'DESCRIBES', image.SPDXID),
    ...bases.map(({ SPDXID }) => related(image.SPDXID, 'DESCENDANT_OF', SPDXID)),
    ...contained.map(({ SPDXID }) => related(image.SPDXID, 'CONTAINS', SPDXID)),
    ...own.flatMap((found) =>
      (requirements.get(found.name) ?? [])
        .filter((name) => names.has(name))
        .map((name) =>
          related(distributionId(found), 'DEPENDS_ON', distributionId({ place: 'venv', name })),
        ),
    ),
  ];
}

function related(
  spdxElementId: string,
  relationshipType: SpdxRelationship['relationshipType'],
  relatedSpdxElement: string,
): SpdxRelationship {
  return { spdxElementId, relationshipType, relatedSpdxElement };
}

function baseImage({ reference }: BaseImage): SpdxPackage {
  const [, name = reference, tag = '', digest = ''] =
    /^([^@]+?)(?::([\w.-]+))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(reference) ?? [];
  return spdxPackage({
    name,
    SPDXID: elementId('base-image'),
    versionInfo: digest === '' ? tag : digest,
    primaryPackagePurpose: 'CONTAINER',
    sourceInfo: 'the base image',
    externalRefs: purlReference(
      purl('oci', [baseName(name)], digest, { repository_url: name, tag }),
    ),
  });
}
