import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { formatPlatform, type BuildPlatform } from '../options/platform.ts';
import type { Platform } from '../plan/plan.ts';

/** The platforms to build for: those asked for, else the builder's own. */
export function requestedPlatforms(
  asked: readonly BuildPlatform[],
  own: BuildPlatform,
): readonly Platform[] {
  return (asked.length > 0 ? asked : [own]).map(supportedPlatform);
}

/** @throws DiagnosticError if there are no images for it. */
export function supportedPlatform(platform: BuildPlatform): Platform {
  const { os, architecture } = platform;
  if (os === 'linux' && (architecture === 'amd64' || architecture === 'arm64')) {
    return { ...platform, os, architecture };
  }
  throw new DiagnosticError([
    {
      code: 'unsupported-platform',
      severity: 'error',
      message: `images for ${formatPlatform(platform)} cannot be built`,
      help: 'Choose linux/amd64 or linux/arm64 with --platform.',
    },
  ]);
}
