import type { Proxy } from './build-options.ts';
import { defined } from './defined.ts';
import { withPrefix, type RawOptions } from './option.ts';

/** Build arguments that are proxies, in either case of letters. */
export const proxyArguments = ['http_proxy', 'https_proxy', 'ftp_proxy', 'no_proxy', 'all_proxy'];

export function parseProxy(raw: RawOptions): Proxy {
  const given = new Map(
    Object.entries(withPrefix(raw, 'build-arg:')).map(([name, value]) => [
      name.toLowerCase(),
      value,
    ]),
  );
  return defined({
    http: given.get('http_proxy'),
    https: given.get('https_proxy'),
    ftp: given.get('ftp_proxy'),
    no: given.get('no_proxy'),
    all: given.get('all_proxy'),
  });
}
