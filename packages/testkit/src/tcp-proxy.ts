import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands between a process and a server, and can take the server away. */
export interface TcpProxy {
  /** `host:port` to give to the process instead of the server's */
  address: string;
  /** ends every connection, and each new one as it comes */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** @param target `host:port` of the server */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(`tcp://${target}`);
  const sockets = new Set<Socket>();
  let whole = true;
  const cut = (): void => sockets.forEach((socket) => socket.destroy());
  const join = (from: Socket, to: Socket): void => {
    sockets.add(from);
    from
      .on('error', () => from.destroy())
      .on('close', () => {
        sockets.delete(from);
        to.destroy();
      })
      .pipe(to);
  };
  const server = createServer((inside) => {
    if (!whole) return void inside.on('error', () => undefined).destroy();
    const outside = connect(Number(port), hostname);
    join(inside, outside);
    join(outside, inside);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => {
      whole = false;
      cut();
    },
    mend: () => {
      whole = true;
    },
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      cut();
      return closed;
    },
  };
}
