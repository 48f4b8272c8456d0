import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { command } from '../support/command.ts';
import { buildGrocker, docker, temporaryDirectory, uniqueTag } from '../support/engine.ts';

const definition = `# syntax=org/grocker-frontend
source: {path: ., include: [serve.py]}
entrypoint_name: [python, serve.py]
init: true
time_zone: Asia/Kathmandu
certificates: [company.pem]
healthcheck: {http: ":8000/health", interval: 1s, timeout: 10s, retries: 1}
`;

// No handler for SIGTERM: as process 1 it would go on.
const program = `
import http.server, os, ssl, time
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(404 if os.path.exists("/tmp/ill") else 200)
        self.end_headers()
names = [dict(part[0] for part in each["subject"]) for each in ssl.create_default_context().get_ca_certs()]
print(time.strftime("%Z"), any(name.get("commonName") == "Quay" for name in names), len(names) > 50)
http.server.HTTPServer(("", 8000), Handler).serve_forever()
`;

async function isHealth(container: string, expected: string): Promise<void> {
  const format = '{{.State.Health.Status}}';
  const health = async () =>
    (await docker(['inspect', '--format', format, container])).stdout.trim();
  await expect.poll(health, { timeout: 60_000, interval: 500 }).toBe(expected);
}

test('init, time zone, authorities and a health check without curl', async () => {
  const directory = await temporaryDirectory();
  await writeFile(join(directory, 'grocker.yml'), definition);
  await writeFile(join(directory, 'serve.py'), program);
  await command('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=Quay'],
    ...['-addext', 'basicConstraints=critical,CA:TRUE'],
    ...['-keyout', join(directory, 'ca.key'), '-out', join(directory, 'company.pem')],
  ]);
  const tag = uniqueTag('cluster');
  await buildGrocker(directory, ['--tag', tag]);
  const container = uniqueTag('cluster-container').replaceAll(/[^\w.-]/g, '-');
  await docker(['run', '--detach', '--name', container, '--cap-drop', 'ALL', tag]);
  try {
    await isHealth(container, 'healthy');
    expect((await docker(['logs', container])).stdout).toBe('+0545 True True\n');
    await docker(['exec', container, 'touch', '/tmp/ill']);
    await isHealth(container, 'unhealthy');
    await docker(['stop', '--time', '30', container]);
    const { stdout } = await docker(['inspect', '--format', '{{.State.ExitCode}}', container]);
    expect(stdout.trim()).toBe('143');
  } finally {
    await docker(['rm', '--force', container]);
  }
});
