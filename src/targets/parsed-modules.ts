import * as z from 'zod/mini';
import { stepAnswer } from '../facts/step-answer.ts';
import { PARSE_ANSWER } from '../graph/parse-modules.ts';
import { joinPath } from '../paths/path-pattern.ts';
import type { Planned } from './planned.ts';
import type { TargetPorts } from './target.ts';

const placed = { directory: z.number(), path: z.string(), line: z.number() };
const parsed = z.object({
  mistakes: z.array(z.object({ ...placed, words: z.string() })),
  imports: z.array(z.object({ ...placed, name: z.string() })),
  // Absent if the command names none.
  started: z.optional(
    z.object({
      modules: z.array(
        z.nullable(z.object({ path: z.string(), names: z.array(z.string()), open: z.boolean() })),
      ),
      paths: z.array(z.string()),
    }),
  ),
});

/** The answer of steps/parse.py. */
export type ParsedModules = z.infer<typeof parsed>;

/**
 * Parses the modules that nothing compiled.
 *
 * @param bytes of source text, at most.
 */
export async function parsedModules(
  { readFile }: Pick<TargetPorts, 'readFile'>,
  { stages }: Pick<Planned, 'stages'>,
  bytes: number,
): Promise<ParsedModules> {
  const step = stages.parsed?.(bytes);
  if (step === undefined) return { mistakes: [], imports: [] };
  return stepAnswer('parse.py', parsed, await readFile(step, PARSE_ANSWER));
}

/** The directory or file of `source`, whose modules have the number 0; undefined if the plan has none. */
export function sourceOf(
  { trees }: Pick<Planned['plan'], 'trees'>,
  { source }: Pick<Planned['spec'], 'source'>,
): string | undefined {
  return trees.some(({ importable }) => importable) ? (source?.path ?? '.') : undefined;
}

/** The path in the context of a module of `source`, which may be a single module. */
export function sourcePath(source: string, path: string): string {
  return source.endsWith('.py') ? source : joinPath(source, path);
}
