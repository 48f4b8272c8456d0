import { ownValue } from '../../paths/own-value.ts';
import * as z from 'zod/mini';

/** The fields of a package in a bill of materials besides its name. */
export interface Described {
  readonly licence?: string;
  readonly origin?: string;
}

/** An attestation with SPDX in it, as BuildKit keeps it (in-toto statement v0.1; SPDX 2.3). */
const statement = z.object({
  predicate: z.object({
    packages: z.optional(
      z.array(
        z.object({
          name: z.string(),
          downloadLocation: z.optional(z.string()),
          licenseDeclared: z.optional(z.string()),
          licenseConcluded: z.optional(z.string()),
          externalRefs: z.optional(
            z.array(z.object({ referenceType: z.string(), referenceLocator: z.string() })),
          ),
        }),
      ),
    ),
  }),
});

/** By kind and name, as `python flask`; empty without a bill, or with one that is not as specified. */
export function readSbom(text: string | undefined): ReadonlyMap<string, Described> {
  const found = new Map<string, Described>();
  if (text === undefined) return found;
  const read = z.safeParse(statement, JSON.parse(text));
  for (const each of read.data?.predicate.packages ?? []) {
    const purl = each.externalRefs?.find(({ referenceType }) => referenceType === 'purl');
    const kind = ownValue(kinds, /^pkg:([a-z]+)\//.exec(purl?.referenceLocator ?? '')?.[1] ?? '');
    if (kind === undefined) continue;
    const licence = known(each.licenseDeclared) ?? known(each.licenseConcluded);
    const origin = known(each.downloadLocation);
    found.set(`${kind} ${each.name}`, {
      ...(licence !== undefined && { licence }),
      ...(origin !== undefined && { origin }),
    });
  }
  return found;
}

const kinds: Readonly<Record<string, string>> = { pypi: 'python', deb: 'deb', apk: 'apk' };

function known(text: string | undefined): string | undefined {
  return text === undefined ||
    text === 'NOASSERTION' ||
    text === 'NONE' ||
    text.startsWith('LicenseRef-')
    ? undefined
    : text;
}
