interface ThirdPartyPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

export declare const allowedLicences: readonly string[];
export declare function packagesOf(metafile: {
  readonly outputs: Readonly<Record<string, { readonly inputs: object }>>;
}): Promise<readonly ThirdPartyPackage[]>;
export declare function thirdPartyNotice(packages: readonly ThirdPartyPackage[]): string;
