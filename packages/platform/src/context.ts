import { AsyncLocalStorage } from 'node:async_hooks';
import type { Caller } from './auth/caller.js';

export interface RequestContext {
  requestId: string;
  /** the client's IP address as the gateway saw it; empty where no client is behind the work */
  address: string;
  caller?: Caller;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `fn` so that everything it awaits, logs and records knows the request it belongs to. */
export function runInContext<T>(context: RequestContext, fn: () => T): T {
  return storage.run(context, fn);
}

export function currentContext(): RequestContext | undefined {
  return storage.getStore();
}

export function currentRequestId(): string | undefined {
  return storage.getStore()?.requestId;
}
