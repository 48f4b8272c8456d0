import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { formatPlatform } from '../options/platform.ts';
import type { Platform } from '../plan/plan.ts';

/** The diagnostics of a build for one platform. */
export interface PlatformDiagnostics {
  readonly platform: Platform;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The diagnostics of a build for several platforms, each once. One that only some platforms have begins with their
 * names: `linux/arm64: no wheel of numpy 2.3.4 could be made`.
 */
export function platformDiagnostics(found: readonly PlatformDiagnostics[]): readonly Diagnostic[] {
  const [first] = found;
  if (first === undefined || found.length === 1) return first?.diagnostics ?? [];
  const kinds = new Map<string, { diagnostic: Diagnostic; names: Set<string> }>();
  for (const { platform, diagnostics } of found) {
    const name = formatPlatform(platform);
    for (const each of diagnostics) {
      const diagnostic = { ...each, message: replaced(each.message, name, ANY) };
      const key = JSON.stringify(diagnostic);
      const kind = kinds.get(key) ?? { diagnostic, names: new Set() };
      kind.names.add(name);
      kinds.set(key, kind);
    }
  }
  return Array.from(kinds.values(), ({ diagnostic, names }) => {
    const listed = [...names].join(', ');
    const { message } = diagnostic;
    const isTold = names.size === found.length || message.includes(ANY);
    const text = isTold ? message : `${listed}: ${message}`;
    return { ...diagnostic, message: text.replaceAll(ANY, listed) };
  });
}

/** A character that no message has, in place of the name of a platform. */
const ANY = '\0';

function replaced(message: string, name: string, by: string): string {
  // Not linux/arm64 in linux/arm64/v9.
  return message
    .split(/(\blinux\/[\w/]+)/)
    .map((part) => (part === name ? by : part))
    .join('');
}
