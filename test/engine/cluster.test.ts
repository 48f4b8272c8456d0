import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';

import { authorityCertificate } from '../support/authority.ts';
import { buildGrocker, docker, temporaryDirectory, uniqueTag } from '../support/engine.ts';

// The requirements of clusters for an image, and the settings of an image for its environment.
const definition = `# syntax=org/grocker-frontend
source: {path: ., include: [serve.py]}
entrypoint_name: [python, serve.py]
init: true
time_zone: Asia/Kathmandu
locales: [de_DE.UTF-8, fr_FR]
certificates: [company.pem]
healthcheck: {http: ":8000/health", interval: 1s, timeout: 10s, retries: 1}
`;

// No handler for SIGTERM: as process 1 it would go on.
const program = `
import http.server, locale, os, ssl, time
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(503 if os.path.exists("/tmp/ill") else 200)
        self.end_headers()
names = [dict(part[0] for part in each["subject"]) for each in ssl.create_default_context().get_ca_certs()]
print(time.strftime("%Z"), os.readlink("/etc/localtime"))
print([each for each in ("Quay", "Harbour") if any(name.get("commonName") == each for name in names)], len(names) > 50)
print([locale.setlocale(locale.LC_ALL, each) and time.strftime("%A", time.gmtime(0)) for each in ("de_DE.UTF-8", "fr_FR")])
print(sorted(each for each in os.listdir("/usr/lib/locale") if each != "C.utf8"))
http.server.HTTPServer(("", 8000), Handler).serve_forever()
`;

async function isHealth(container: string, expected: string): Promise<void> {
  const format = '{{.State.Health.Status}}';
  const health = async () =>
    (await docker(['inspect', '--format', format, container])).stdout.trim();
  await expect.poll(health, { timeout: 60_000, interval: 500 }).toBe(expected);
}

test.each(['full', 'minimal'])(
  'init, time zone, locales, authorities and a health check without curl on a %s base',
  async (base) => {
    // Two authorities in a file as Windows writes it, with text between them.
    const directory = await temporaryDirectory({
      'grocker.yml': `${definition}base: ${base}\n`,
      'serve.py': program,
    });
    const pems = [
      await authorityCertificate(directory, 'Quay'),
      await authorityCertificate(directory, 'Harbour'),
    ];
    const text = pems.join('The other one:\n').trimEnd().replaceAll('\n', '\r\n');
    await writeFile(join(directory, 'company.pem'), text);
    const tag = uniqueTag('cluster');
    await buildGrocker(directory, ['--tag', tag, '--load']);
    const container = uniqueTag('cluster-container').replaceAll(/[^\w.-]/g, '-');
    const pod = ['--cap-drop', 'ALL', '--read-only', '--tmpfs', '/tmp'];
    await docker(['run', '--detach', '--name', container, ...pod, tag]);
    onTestFinished(async () => {
      await docker(['rm', '--force', container]);
      await docker(['image', 'rm', '--force', tag]);
    });
    await isHealth(container, 'healthy');
    expect((await docker(['logs', container])).stdout.split('\n')).toEqual([
      '+0545 /usr/share/zoneinfo/Asia/Kathmandu',
      "['Quay', 'Harbour'] True",
      "['Donnerstag', 'jeudi']",
      "['de_DE.utf8', 'fr_FR']",
      '',
    ]);
    await docker(['exec', container, 'python', '-c', 'open("/tmp/ill", "w")']);
    await isHealth(container, 'unhealthy');
    await docker(['stop', '--time', '30', container]);
    const { stdout } = await docker(['inspect', '--format', '{{.State.ExitCode}}', container]);
    expect(stdout.trim()).toBe('143');
  },
);

describe('a setting that an image cannot have is an error at its line', () => {
  const small = (line: string) =>
    `# syntax=org/grocker-frontend\nsource: {path: ., include: [a.py]}\nentrypoint_name: [python, a.py]\n${line}\n`;

  test.each([
    ['certificates: [a.pem, none.pem]', 'grocker.yml:4:23', 'the context has no none.pem'],
    ['certificates: [a.pem, text.pem]', 'grocker.yml:4:23', 'text.pem holds no certificate'],
    ['certificates: [folder]', 'grocker.yml:4:16', 'folder holds no certificate'],
    ['time_zone: US/Pacific', 'grocker.yml:4:12', 'time zone database has no US/Pacific'],
    ['locales: [de_DE.UTF-8, xx_XX]', 'grocker.yml:4:24', 'library has no locale xx_XX'],
  ])('%s', async (line, place, message) => {
    const directory = await temporaryDirectory({
      'grocker.yml': small(line),
      'a.py': '',
      'text.pem': 'none\n',
      'folder/a.pem': '',
    });
    await writeFile(join(directory, 'a.pem'), await authorityCertificate(directory, 'Quay'));
    const args = ['--output', 'type=cacheonly'];
    const { stderr } = await buildGrocker(directory, args, { statuses: [1] });
    const [error = ''] = stderr.split('\n').filter((text) => text.startsWith('ERROR: '));
    expect(error).toContain(place);
    expect(error).toContain(message);
  });
});
