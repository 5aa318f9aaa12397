import type { WebSocket } from 'ws';

interface Watched {
  operations: number;
  timer?: NodeJS.Timeout;
}

/** The code of graphql-transport-ws for a connection of nobody known. */
const UNAUTHORIZED = 4401;

/** Closes WebSockets that do nothing for a while; those that are not watched may. */
export class IdleSockets {
  private readonly watched = new WeakMap<WebSocket, Watched>();

  constructor(private readonly idleMs: number) {}

  watch(socket: WebSocket): void {
    this.watched.set(socket, { operations: 0 });
    socket.once('close', () => clearTimeout(this.watched.get(socket)?.timer));
    this.rest(socket);
  }

  /** An operation begins. */
  begin(socket: WebSocket): void {
    const state = this.watched.get(socket);
    if (!state) return;
    state.operations += 1;
    clearTimeout(state.timer);
  }

  /** An operation is over. */
  end(socket: WebSocket): void {
    const state = this.watched.get(socket);
    if (!state) return;
    state.operations -= 1;
    this.rest(socket);
  }

  private rest(socket: WebSocket): void {
    const state = this.watched.get(socket);
    if (!state || state.operations > 0) return;
    clearTimeout(state.timer);
    const close = () => {
      if (state.operations === 0) socket.close(UNAUTHORIZED, 'Nobody has signed in, and nothing is asked');
    };
    // a timer that is late, because the process was busy, comes before what has arrived meanwhile is read
    state.timer = setTimeout(() => setImmediate(close), this.idleMs).unref();
  }
}
