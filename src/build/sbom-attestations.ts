import type { BuildResult, ResultAttestation } from '../gateway/build-result.ts';
import type { Solver } from '../inputs/solver.ts';
import { formatPlatform } from '../options/platform.ts';
import type { Built } from '../targets/target.ts';

/** Where a result has one of these, BuildKit runs no scanner. */
const SPDX = 'https://spdx.dev/Document';

/** The bills of materials of a result, for each platform that has some; the first one of a platform is the image's. */
export async function sbomAttestations(
  solver: Pick<Solver, 'run'>,
  built: readonly Built[],
): Promise<NonNullable<BuildResult['attestations']>> {
  const found = new Map<string, readonly ResultAttestation[]>();
  for (const { platform, sboms } of built) {
    if (sboms === undefined) continue;
    const attestations = sboms.map(async ({ output, path }): Promise<ResultAttestation> => {
      const reference = await solver.run(output);
      const metadata = { reason: Buffer.from('sbom'), 'sbom-core': Buffer.from('sbom') };
      return {
        kind: 'InToto',
        metadata,
        reference,
        path,
        inTotoPredicateType: SPDX,
        inTotoSubjects: [],
      };
    });
    found.set(formatPlatform(platform), await Promise.all(attestations));
  }
  return found;
}
