import { z } from 'zod';
import { factKinds } from '../../facts/fact-kinds.ts';
import type { RecordedFacts } from '../../facts/recorded-facts.ts';
import { UsageError } from '../usage-error.ts';

const recorded = z.object({
  version: z.literal(1),
  definition: z.object({ name: z.string(), text: z.string() }),
  answers: z.array(
    z.object({
      kind: z.enum(factKinds),
      question: z.unknown(),
      answer: z.unknown(),
    }),
  ),
});

/** Recorded facts as `grocker plan --record` wrote them. */
export function parseFacts(file: string, text: string): RecordedFacts {
  try {
    return recorded.parse(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof z.ZodError)) throw error;
    throw new UsageError(`${file} holds no recorded facts: \`grocker plan --record\` writes them`);
  }
}
