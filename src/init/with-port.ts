import { DEFAULT_PORT, type EntryPoint } from './entry-point.ts';
import type { ProjectTree } from './tree.ts';

/** `os.environ['PORT']`, `os.environ.get("PORT", 5000)`, `os.getenv('PORT', '5000')`. */
const asked =
  /\b(?:environ\s*\[\s*|environ\.get\s*\(\s*|getenv\s*\(\s*)(["'])PORT\1\s*(?:,\s*["']?(\d{2,5})\b)?/;

/** A file that is run and asks the environment for its port is given one, unless it knows one itself. */
export function withPort(entry: EntryPoint, tree: ProjectTree): EntryPoint {
  const { command, envs } = entry;
  if (typeof command === 'string' || 'PORT' in envs) return entry;
  const file = command.find((word) => word.endsWith('.py'));
  const match = asked.exec(file === undefined ? '' : (tree.texts.get(file) ?? ''));
  if (match === null) return entry;
  const [, , own] = match;
  const port = entry.port ?? Number(own ?? DEFAULT_PORT);
  return { ...entry, port, ...(own === undefined && { envs: { ...envs, PORT: String(port) } }) };
}
