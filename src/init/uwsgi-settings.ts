import { DEFAULT_PORT, type EntryPoint } from './entry-point.ts';
import type { ProjectTree } from './tree.ts';

const NAMES = ['uwsgi.ini', 'wsgi.ini'];

/** `[uwsgi]` up to the next section. */
const SECTION = /^\[uwsgi\][ \t]*$([^]*?)(?=^\[|(?![^]))/m;

/**
 * uWSGI with the settings of an application, if they are for any machine: a port of HTTP that is open to all addresses,
 * and no path of the author's.
 */
export function uwsgiStart(
  { texts }: ProjectTree,
  isInstalled: (name: string) => boolean,
): EntryPoint | undefined {
  if (!['uwsgi', 'pyuwsgi'].some(isInstalled)) return undefined;
  for (const name of NAMES) {
    const section = SECTION.exec((texts.get(name) ?? '').replaceAll('\r\n', '\n'))?.[1];
    if (section === undefined) continue;
    const settings = [...section.matchAll(/^([\w-]+)[ \t]*=[ \t]*(\S.*)$/gm)].map(
      ([, key = '', value = '']) => [key, value.trim()] as const,
    );
    const address = settings.find(([key]) => /^http(?:-socket)?$/.test(key))?.[1] ?? '';
    const [, port = ''] = /^(?:0\.0\.0\.0|\*)?:(\d{2,5}|\$\(PORT\))$/.exec(address) ?? [];
    const isOwn = settings.some(([, value]) => /^(?:\/(?!dev\/|tmp\/)|~)/.test(value));
    if (port === '' || isOwn) continue;
    const asksPort = !/^\d/.test(port);
    const isEnded = settings.some(([key]) => key === 'die-on-term');
    return {
      // uWSGI reloads at the signal that ends a container, unless it is told otherwise.
      command: ['uwsgi', '--ini', name, ...(isEnded ? [] : ['--die-on-term'])],
      because: `${name}: [uwsgi]`,
      port: asksPort ? DEFAULT_PORT : Number(port),
      envs: asksPort ? { PORT: String(DEFAULT_PORT) } : {},
      isFile: true,
    };
  }
  return undefined;
}
