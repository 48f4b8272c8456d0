import { normalizeName } from '../python/name.ts';

/** The console script that Grocker has always looked for. */
export const USUAL_SCRIPT = 'grocker-runner';

/**
 * The console script that a container runs where grocker.yml names none: `grocker-runner`, else the only one, else
 * the one that is named like the application; undefined if that decides nothing.
 */
export function usualScript(scripts: readonly string[], application: string): string | undefined {
  if (scripts.includes(USUAL_SCRIPT)) return USUAL_SCRIPT;
  const [only, ...more] = scripts;
  if (more.length === 0) return only;
  const name = normalizeName(application);
  return (
    scripts.find((script) => script === application) ??
    scripts.find((script) => normalizeName(script) === name)
  );
}
