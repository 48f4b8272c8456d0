import * as z from 'zod/mini';
import { parseRecordedFacts, type RecordedFacts } from '../../facts/recorded-facts.ts';
import { UsageError } from '../usage-error.ts';

/** Recorded facts as `grocker plan --record` wrote them. */
export function parseFacts(file: string, text: string): RecordedFacts {
  try {
    return parseRecordedFacts(text);
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof z.core.$ZodError)) throw error;
    throw new UsageError(`${file} has no recorded facts: \`grocker plan --record\` writes them`);
  }
}
