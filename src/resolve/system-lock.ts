import { createHash } from 'node:crypto';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { formatPlatform } from '../options/platform.ts';
import { writtenSystemPackages } from '../plan/make-foundation.ts';
import type { Platform } from '../plan/plan.ts';
import type { Spec } from '../spec/spec.ts';
import { systemLockPath } from '../spec/system-lock-path.ts';
import type { LockedRepository, ReadImage } from '../system/grocker-lock.ts';
import { lockedImage, type SystemRequest } from '../system/locked-image.ts';
import { readGrockerLock } from '../system/read-grocker-lock.ts';

/**
 * What grocker.lock pins for one platform; undefined where there is no such file.
 *
 * @param texts files of the context, by path.
 * @throws DiagnosticError where it does not belong to grocker.yml any more.
 */
export function systemLock(
  texts: Readonly<Record<string, string>>,
  spec: Spec,
  platform: Platform,
): ReadImage | undefined {
  const path = systemLockPath(spec);
  const text = Object.hasOwn(texts, path) ? texts[path] : undefined;
  if (text === undefined) {
    if (spec.systemLock === undefined) return undefined;
    throw new DiagnosticError([
      {
        code: 'file-not-found',
        severity: 'error',
        message: `the context has no file ${path}`,
        span: spec.systemLock.span,
        help: 'run `grocker lock`, and see that .dockerignore does not exclude what it writes',
      },
    ]);
  }
  const { images } = readGrockerLock(new SourceText(path, text));
  const found = lockedImage(path, images, systemRequest(spec, platform));
  if ('code' in found) throw new DiagnosticError([found]);
  return found;
}

/** What is asked of a system lock. */
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
