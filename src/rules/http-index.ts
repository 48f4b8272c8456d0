import type { Located } from '../diagnostics/span.ts';
import type { Rule } from './rule.ts';

const insecure = /^http:\/\/(?!(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?:[:/]|$))/;

export const httpIndex: Rule = {
  meta: {
    code: 'http-index',
    severity: 'warning',
    summary:
      'Data sent over http can be changed in transit, and the index states which checksums are right.',
  },
  check({ spec }) {
    const { url, extra, mirrors } = spec.index;
    const urls: readonly Located<string>[] = [
      ...(url === undefined ? [] : [url]),
      ...extra,
      ...mirrors.map(({ to, span }) => ({ value: to, span })),
    ];
    return urls
      .filter(({ value }) => insecure.test(value))
      .map(({ value, span }) => ({
        message: `${value} is queried without encryption`,
        span,
        help: 'Use https; a company’s own certificates are the secret `ca-certificates`.',
      }));
  },
};
