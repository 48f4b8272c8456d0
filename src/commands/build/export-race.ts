/**
 * The error with which buildx ends where containerd's image store has removed a layer while a build unpacked the next
 * one: another image under the same name was just replaced, and its layers were collected (moby/buildkit#6521). The words
 * are those of core/unpack/unpacker.go and core/metadata/snapshot.go of containerd; before them stand buildx's own, and
 * bake's `target NAME`. A line of a step's log has its number and time in front, and does not match.
 */
const lostParent =
  /^ERROR: (?:(?:failed to (?:build|solve)|target [^\s:"]+): )*failed to prepare extraction snapshot "extract-[^"\n]*": parent snapshot \S+ does not exist\b/m;

/** Whether the error output of buildx shows that race, so that a second export helps. */
export function isExportRace(errors: string): boolean {
  return lostParent.test(errors);
}
