import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Stack } from '../stack/stack.js';

/** The launcher's own port on 127.0.0.1, through which `status`, `stop` and tests reach the stack. */
export interface ControlServer {
  port: number;
  token: string;
  close(): void;
}

/** Opens the control port; whoever calls must know the token, which stands in a file of mode 0600. */
export async function openControl(stack: Stack): Promise<ControlServer> {
  const token = randomBytes(24).toString('base64url');
  const server = createServer((request, response) => {
    if (!mayCall(request, token)) {
      response.writeHead(401).end();
      return;
    }
    answer(stack, request.method ?? '', request.url ?? '').then(
      (body) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? null)),
      (error: Error) => response.writeHead(400, { 'content-type': 'text/plain' }).end(error.message),
    );
  });
  await listen(server);
  return { port: (server.address() as AddressInfo).port, token, close: () => server.close() };
}

async function answer(stack: Stack, method: string, path: string): Promise<unknown> {
  const url = new URL(path, 'http://control');
  const [, collection, name = '', action] = url.pathname.split('/');
  if (method === 'GET' && collection === 'status') return stack.status();
  if (method === 'POST' && collection === 'stop') return void stack.stop();
  if (method === 'POST' && collection === 'parts')
    return act(stack, name, action, url.searchParams.get('signal'));
  throw new Error(`unknown request ${method} ${path}`);
}

function act(stack: Stack, name: string, action: string | undefined, signal: string | null): Promise<void> {
  switch (action) {
    case 'kill':
      return stack.killPart(name, (signal ?? undefined) as NodeJS.Signals | undefined);
    case 'stop':
      return stack.stopPart(name);
    case 'start':
      return stack.startPart(name);
    case 'healthy':
      return stack.untilHealthy(name);
    default:
      throw new Error(`unknown action ${action}`);
  }
}

function mayCall(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

const listen = (server: Server): Promise<void> =>
  new Promise((done, refuse) => {
    server.once('error', refuse);
    server.listen(0, '127.0.0.1', done);
  });
