/**
 * Names of projects and extras.
 * PEP 503 (normalized names), PEP 508 (names), PEP 685 (extras).
 */

declare const normalized: unique symbol;

/** A name in its normal form: lower case, every run of `-`, `_`, `.` one `-`. */
export type NormalizedName = string & { readonly [normalized]: true };

const validName = /^(?:[a-z0-9]|[a-z0-9][a-z0-9._-]*[a-z0-9])$/i;
const alreadyNormal = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Whether a name may be given to a project (PEP 508, "Names"). */
export function isValidName(name: string): boolean {
  return validName.test(name);
}

/** Whether a name is in its normal form (PEP 503, "Normalized Names"). */
export function isNormalizedName(name: string): name is NormalizedName {
  return alreadyNormal.test(name);
}

/** The normal form of a name, valid or not (PEP 503, "Normalized Names"). */
export function normalizeName(name: string): NormalizedName {
  const normal: string = alreadyNormal.test(name)
    ? name
    : name.replace(/[-_.]+/g, '-').toLowerCase();
  return normal as NormalizedName;
}
