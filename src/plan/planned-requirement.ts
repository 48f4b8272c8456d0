import type { Spec } from '../spec/spec.ts';
import type { LockedFile, LockedSource } from '../system/grocker-lock.ts';
import { compileSettings } from './make-plan.ts';
import { mirroredUrl } from './mirrored-url.ts';
import type { ArchiveOrigin, GitOrigin, PlannedCompile, PlannedWheel } from './plan.ts';

/** A wheel that something is built with. */
export function wheelRequirement(spec: Spec, wheel: LockedFile): PlannedWheel {
  const { name, version, file, span } = wheel;
  return {
    kind: 'wheel',
    name,
    version,
    role: 'dependency',
    file,
    origin: { from: 'url', ...located(spec, wheel) },
    ...(span && { span }),
  };
}

/** Build requirements that have to be compiled first. */
export function compiledRequirement(spec: Spec, source: LockedSource): PlannedCompile {
  const { name, version = null, span } = source;
  return {
    kind: 'compile',
    name,
    version,
    role: 'dependency',
    origin: origin(spec, source),
    ...compileSettings(spec, name),
    ...(span && { span }),
  };
}

function origin(spec: Spec, source: LockedSource): ArchiveOrigin | GitOrigin {
  const within = source.subdirectory !== undefined && { subdirectory: source.subdirectory };
  if ('commit' in source) {
    const { url, commit } = source;
    return { from: 'git', url: mirroredUrl(spec, url), commit, ...within };
  }
  return { from: 'url', ...located(spec, source), file: source.file, ...within };
}

function located(spec: Spec, { url, sha256, size }: Omit<LockedFile, 'version'>) {
  return { url: mirroredUrl(spec, url), sha256, ...(size !== undefined && { size }) };
}
