/** The first line of an answer that is the resolver's own words about why there is none. */
const FAILED = /^(error|build)\n/;

export function isFailure(answer: string): boolean {
  return FAILED.test(answer);
}

/** The resolver's words. */
export function failureWords(answer: string): string {
  return answer.replace(FAILED, '').trim();
}
