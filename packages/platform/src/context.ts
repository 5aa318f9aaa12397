import { AsyncLocalStorage } from 'node:async_hooks';
import type { Caller } from './auth/caller.js';

export interface RequestContext {
  requestId: string;
  /** the client's IP address as the gateway saw it; empty where no client is behind the work */
  address: string;
  caller?: Caller;
  /** something was changed for good while serving it */
  hasCommitted?: boolean;
  /** it is a query, and waits its turn at the database among queries */
  isReading?: boolean;
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

/** Whether a query is being served, and nothing that changes anything. */
export const isReading = (): boolean => storage.getStore()?.isReading === true;

/** From now on nobody may be told that this request changed nothing. */
export function noteCommit(): void {
  const context = storage.getStore();
  if (context) context.hasCommitted = true;
}

/** Runs `fn` as part of the request, but what it commits is not what was asked for. */
export function aside<T>(fn: () => T): T {
  const context = storage.getStore();
  return context ? storage.run({ ...context }, fn) : fn();
}
