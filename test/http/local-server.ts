import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';

/** A server on a free port of this machine. */
export interface LocalServer {
  readonly port: number;
  /** `http://127.0.0.1:<port>`, without a slash at its end. */
  readonly url: string;
  /** Ends every connection and stops listening. */
  readonly close: () => Promise<void>;
}

/**
 * Serves HTTP on 127.0.0.1. Every answer closes its connection, so that no attempt meets what an earlier one left.
 */
export async function serve(answer: RequestListener): Promise<LocalServer> {
  return listen(
    createServer((request, response) => {
      response.shouldKeepAlive = false;
      answer(request, response);
    }),
  );
}

/** Accepts connections on 127.0.0.1 and hands them over as they are. */
export async function accept(handle: (socket: Socket) => void): Promise<LocalServer> {
  return listen(
    createTcpServer((socket) => {
      socket.on('error', () => undefined); // a client that is gone is what the tests are about
      handle(socket);
    }),
  );
}

/** Lets a server of Node's listen on a free port of 127.0.0.1. */
export async function listen(server: Server): Promise<LocalServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port, so there is an address
  return {
    port,
    url: `http://127.0.0.1:${String(port)}`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** A port of 127.0.0.1 on which nobody listens. */
export async function closedPort(): Promise<number> {
  const { port, close } = await accept((socket) => socket.destroy());
  await close();
  return port;
}
