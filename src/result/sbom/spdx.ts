/** The part of SPDX 2.3 (spdx.github.io/spdx-spec/v2.3) that a bill of materials has. */
export interface SpdxDocument {
  readonly spdxVersion: 'SPDX-2.3';
  readonly dataLicense: 'CC0-1.0';
  readonly SPDXID: 'SPDXRef-DOCUMENT';
  readonly name: string;
  readonly documentNamespace: string;
  readonly creationInfo: { readonly created: string; readonly creators: readonly string[] };
  readonly packages: readonly SpdxPackage[];
  readonly relationships: readonly SpdxRelationship[];
  readonly hasExtractedLicensingInfos?: readonly ExtractedLicense[];
}

export interface SpdxPackage {
  readonly name: string;
  readonly SPDXID: string;
  readonly versionInfo?: string;
  readonly downloadLocation: string;
  readonly filesAnalyzed: false;
  readonly checksums?: readonly SpdxChecksum[];
  /** How it came into the image, for a person. */
  readonly sourceInfo?: string;
  readonly licenseConcluded: string;
  readonly licenseDeclared: string;
  readonly copyrightText: string;
  readonly supplier: string;
  readonly primaryPackagePurpose?: 'ARCHIVE' | 'CONTAINER' | 'LIBRARY' | 'APPLICATION';
  readonly externalRefs?: readonly {
    readonly referenceCategory: 'PACKAGE-MANAGER';
    readonly referenceType: 'purl';
    readonly referenceLocator: string;
  }[];
}

export interface SpdxChecksum {
  readonly algorithm: 'SHA256';
  readonly checksumValue: string;
}

export interface SpdxRelationship {
  readonly spdxElementId: string;
  readonly relationshipType: 'DESCRIBES' | 'CONTAINS' | 'DEPENDS_ON' | 'DESCENDANT_OF';
  readonly relatedSpdxElement: string;
}

/** A licence that is on no list of SPDX, in its own words. */
export interface ExtractedLicense {
  readonly licenseId: string;
  readonly extractedText: string;
}

export const NOASSERTION = 'NOASSERTION';

/** An identifier within the document: letters, digits, dots and hyphens. */
export function elementId(...words: readonly string[]): string {
  return ['SPDXRef', ...words]
    .map((word) =>
      word.replace(/[^A-Za-z0-9.-]/g, (char) => `.${char.charCodeAt(0).toString(16)}.`),
    )
    .join('-');
}

/** A package of which `known` is known; its other fields say that nothing is asserted. */
export function spdxPackage({
  name,
  SPDXID,
  versionInfo = '',
  ...known
}: Pick<SpdxPackage, 'name' | 'SPDXID'> & Partial<SpdxPackage>): SpdxPackage {
  return {
    name,
    SPDXID,
    ...(versionInfo !== '' && { versionInfo }),
    supplier: NOASSERTION,
    downloadLocation: NOASSERTION,
    filesAnalyzed: false,
    licenseConcluded: NOASSERTION,
    licenseDeclared: NOASSERTION,
    copyrightText: NOASSERTION,
    ...known,
  };
}

export function sha256(checksumValue: string): SpdxChecksum {
  return { algorithm: 'SHA256', checksumValue };
}

export function purlReference(referenceLocator: string) {
  return [
    { referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator },
  ] as const;
}
