import type { SettingValue } from '../diagnostics/setting-line.ts';

/** A health check with what every image has: Python. */
export function healthcheck(port: number, path: string): SettingValue {
  const url = `http://127.0.0.1:${port}${path}`;
  return {
    test: ['python', '-c', `from urllib.request import urlopen; urlopen('${url}', timeout=3)`],
  };
}
