import * as z from 'zod/mini';
import { DockerFailure } from '../docker-errors.ts';
import { askDocker } from '../docker.ts';

/** The fields of an image's configuration that decide how a container of it is tried. */
export interface StartedImage {
  /** Ports that speak TCP, in the order of their numbers. */
  readonly ports: readonly number[];
  readonly hasHealthcheck: boolean;
  readonly user: string;
}

export interface ContainerState {
  readonly isRunning: boolean;
  readonly exitCode: number;
  readonly isKilledForMemory: boolean;
  /** Absent without a health check. */
  readonly health?: 'starting' | 'healthy' | 'unhealthy' | undefined;
}

const images = z.tuple([
  z.object({
    Config: z.object({
      User: z.optional(z.string()),
      ExposedPorts: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
      Healthcheck: z.optional(z.nullable(z.object({ Test: z.optional(z.array(z.string())) }))),
    }),
  }),
]);

const containers = z.tuple([
  z.object({
    State: z.object({
      Running: z.boolean(),
      ExitCode: z.number(),
      OOMKilled: z.boolean(),
      Health: z.optional(z.nullable(z.object({ Status: z.string() }))),
    }),
  }),
]);

export async function startedImage(name: string): Promise<StartedImage> {
  const [{ Config }] = z.parse(images, JSON.parse(await answer(['image', 'inspect', name])));
  const ports = Object.keys(Config.ExposedPorts ?? {}).flatMap((port) => {
    const [, number] = /^(\d+)(?:\/tcp)?$/.exec(port) ?? [];
    return number === undefined ? [] : [Number(number)];
  });
  const [kind = 'NONE'] = Config.Healthcheck?.Test ?? [];
  return {
    ports: ports.toSorted((left, right) => left - right),
    hasHealthcheck: kind !== 'NONE',
    user: Config.User ?? '',
  };
}

/**
 * The engine runs a health check for the first time when its interval has passed, 30 seconds if the image names none; and
 * only the time that a person gives the container decides when it has failed.
 */
const healthFlags = ['--health-interval', '1s', '--health-retries', '100000'];

/**
 * Starts an image as a cluster with its strictest settings would (Kubernetes, Pod Security Standards, "restricted"): by
 * number, without capabilities or new privileges, on a filesystem that is read-only except for /tmp and volumes.
 */
export async function startContainer(
  image: string,
  { user, hasHealthcheck }: StartedImage,
  name: string,
): Promise<void> {
  await answer([
    ...['run', '--detach', '--name', name],
    ...['--read-only', '--tmpfs', '/tmp', '--cap-drop', 'ALL'],
    ...['--security-opt', 'no-new-privileges'],
    ...(user === '' ? [] : ['--user', user]),
    ...(hasHealthcheck ? healthFlags : []),
    image,
  ]);
}

export async function containerState(name: string): Promise<ContainerState> {
  const [{ State }] = z.parse(containers, JSON.parse(await answer(['container', 'inspect', name])));
  const health = State.Health?.Status;
  return {
    isRunning: State.Running,
    exitCode: State.ExitCode,
    isKilledForMemory: State.OOMKilled,
    health:
      health === 'starting' || health === 'healthy' || health === 'unhealthy' ? health : undefined,
  };
}

/** Its whole output. */
export async function containerLog(name: string): Promise<string> {
  const { output, errors } = await askDocker(['logs', name]);
  return output + errors;
}

/**
 * Who reaches a port: clients from outside, with an answer or without one so far, only the container itself, or no one.
 */
export type Listening = 'answers' | 'outside' | 'loopback' | 'nobody';

/** Tested with the Python of the image, because an image may have no other program. */
export async function listening(name: string, port: number): Promise<Listening> {
  const { output } = await askDocker([...['exec', name, 'python3', '-c', question], String(port)]);
  const said = output.trim();
  return said === 'answers' || said === 'outside' || said === 'loopback' ? said : 'nobody';
}

/**
 * Servers with processes accept connections before those run the application: only an answer shows that it has started.
 * Servers of other protocols answer a request of HTTP with an error.
 */
const question = `
import socket, sys

def connection(host):
    return socket.create_connection((host, int(sys.argv[1])), 2)

def accepts(host):
    try:
        connection(host).close()
    except OSError:
        return False
    return True

def answers(host):
    count = 0
    try:
        with connection(host) as server:
            server.sendall(b'GET / HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n')
            while count < 1000000:
                part = server.recv(65536)
                if not part:
                    break
                count += len(part)
    except OSError:
        pass
    return count > 0

addresses = socket.getaddrinfo(socket.gethostname(), None, type=socket.SOCK_STREAM)
outside = [address[4][0] for address in addresses if accepts(address[4][0])]
if any(answers(each) for each in outside):
    print('answers')
elif outside:
    print('outside')
elif accepts('127.0.0.1') or accepts('::1'):
    print('loopback')
`;

/** With the volumes that it was given. */
export async function removeContainer(name: string): Promise<void> {
  await askDocker(['rm', '--force', '--volumes', name]);
}

async function answer(args: readonly string[]): Promise<string> {
  const { status, output, errors } = await askDocker(args);
  if (status !== 0) throw new DockerFailure(errors);
  return output;
}
