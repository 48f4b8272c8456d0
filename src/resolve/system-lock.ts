import { createHash } from 'node:crypto';
import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { Span } from '../diagnostics/span.ts';
import { imageReference } from '../llb/image-reference.ts';
import { formatPlatform } from '../options/platform.ts';
import { writtenSystemPackages } from '../plan/make-foundation.ts';
import type { Platform } from '../plan/plan.ts';
import type { Spec } from '../spec/spec.ts';
import { systemLockPath } from '../spec/system-lock-path.ts';
import type { LockedRepository, ReadImage } from '../system/grocker-lock.ts';
import { lockedImage, type SystemRequest } from '../system/locked-image.ts';
import { readGrockerLock } from '../system/read-grocker-lock.ts';

/** The images of grocker.lock, if the context has one. */
export function lockedImages(
  texts: Readonly<Record<string, string>>,
  spec: Spec,
): readonly ReadImage[] | undefined {
  const path = systemLockPath(spec);
  const text = Object.hasOwn(texts, path) ? texts[path] : undefined;
  return text === undefined ? undefined : readGrockerLock(new SourceText(path, text)).images;
}

/**
 * The image of grocker.lock for a platform; undefined without a lock.
 *
 * @param texts files of the context, by path.
 * @throws DiagnosticError if it no longer matches grocker.yml.
 */
export function systemLock(
  texts: Readonly<Record<string, string>>,
  spec: Spec,
  platform: Platform,
): ReadImage | undefined {
  const path = systemLockPath(spec);
  const images = lockedImages(texts, spec);
  if (images === undefined) {
    if (spec.systemLock === undefined) return undefined;
    throw new DiagnosticError([
      {
        code: 'file-not-found',
        severity: 'error',
        message: `the context has no file ${path}`,
        span: spec.systemLock.span,
        help: 'Run `grocker lock`, and make sure that .dockerignore does not exclude what it writes.',
      },
    ]);
  }
  const found = lockedImage(path, images, systemRequest(spec, platform));
  if ('code' in found) throw new DiagnosticError([found]);
  const lie = otherPython(found, spec);
  if (lie !== undefined) throw new DiagnosticError([lie]);
  return found;
}

/** The base image that grocker.lock has for another platform, if it has the image for that. */
export function lockedReference(
  texts: Readonly<Record<string, string>>,
  spec: Spec,
  platform: Platform,
): string | undefined {
  const found = lockedImages(texts, spec)?.find(
    (image) => image.platform === formatPlatform(platform) && image.base === spec.runtime.image,
  );
  // Not one of another repository, which the lock's own check would refuse.
  return found && otherImage(found, undefined) === undefined ? found.reference : undefined;
}

/**
 * The error for a lock whose base image is from another repository than it says: everything that is built would run on
 * it.
 *
 * @param resolved the reference that the base has in this build, which a named context may have replaced.
 */
export function otherImage(
  { base, reference, place }: ReadImage,
  resolved: string | undefined,
): Diagnostic | undefined {
  const isPinned = /^[^@]+@sha256:[0-9a-f]{64}$/.test(reference);
  if (!isPinned) return lie('reference has no digest', place('reference'));
  const locked = repositoryOf(reference);
  const isKnown = [base, resolved].some(
    (each) => each !== undefined && repositoryOf(each) === locked,
  );
  if (isKnown) return undefined;
  const message = `reference is an image of ${locked}, and base one of ${repositoryOf(base)}`;
  return lie(message, place('reference'));
}

function repositoryOf(image: string): string {
  return imageReference(image.split('@')[0] ?? '').replace(/:[^/]*$/, '');
}

/** Checks that the Python is the program of the runtime: every step of a build runs it. */
function otherPython({ python, place }: ReadImage, { runtime }: Spec): Diagnostic | undefined {
  const { executable } = python;
  const span = place('python', 'executable');
  const known = runtime.known?.python;
  if (known !== undefined && executable !== known) {
    return lie(`executable is ${executable}, and the Python of ${runtime.name} is ${known}`, span);
  }
  if (known !== undefined || isPythonPath(executable)) return undefined;
  return lie('executable is not the path of a Python', span);
}

function isPythonPath(path: string): boolean {
  return (
    /^(?:\/[\w.+-]+)+$/.test(path) && /\/(?:python|pypy)[\w.]*$/.test(path) && !path.includes('/..')
  );
}

function lie(message: string, span: Span): Diagnostic {
  return {
    code: 'lock-field',
    severity: 'error',
    message: `${span.file}: ${message}`,
    span,
    help: 'Run `grocker lock`, and review who changed the file.',
  };
}

/** The parameters of a system lock. */
export function systemRequest(spec: Spec, platform: Platform): SystemRequest {
  const { runtime } = spec;
  return {
    platform: formatPlatform(platform),
    base: { value: runtime.image, ...(runtime.span && { span: runtime.span }) },
    repositories: lockedRepositories(spec),
    requested: writtenSystemPackages(spec),
  };
}

export function lockedRepositories({ repositories }: Spec): LockedRepository[] {
  return repositories.map(({ id, uri, key }) => ({
    id,
    line: uri.value,
    ...(key !== undefined && { key: `sha256:${createHash('sha256').update(key).digest('hex')}` }),
  }));
}
