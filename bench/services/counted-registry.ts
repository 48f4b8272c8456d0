import { connect, createServer, type AddressInfo } from 'node:net';

/** A proxy of a registry on loopback that counts the bytes sent to it. */
export interface CountedRegistry {
  /** HOST:PORT */
  readonly address: string;
  /** Bytes that reached the registry so far, with their HTTP. */
  readonly sent: () => number;
  readonly stop: () => void;
}

/** A fixed port: it is part of names of images, and so of cache keys of an engine. */
export async function countRegistry(registry: string, port: number): Promise<CountedRegistry> {
  const [host, target] = registry.split(':');
  let sent = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(target), host ?? '127.0.0.1');
    client.on('data', (chunk: Buffer) => (sent += chunk.length));
    client.pipe(upstream).pipe(client);
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    client.on('error', end).on('close', end);
    upstream.on('error', end).on('close', end);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const { port: listening } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${listening}`,
    sent: () => sent,
    stop: () => server.close(),
  };
}
