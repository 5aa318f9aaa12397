import type { IncomingHttpHeaders } from 'node:http';

/** Headers a page of another site cannot send without the browser asking us first (CORS). */
const BEYOND_FOREIGN_PAGES = ['authorization', 'x-request-id'];

/** A GET that any page anywhere can make a browser send: by an image, a script, a link, an EventSource. */
export function isForgeable({ method, headers }: { method: string; headers: IncomingHttpHeaders }): boolean {
  return method === 'GET' && !BEYOND_FOREIGN_PAGES.some((name) => headers[name] !== undefined);
}

/**
 * A WebSocket opened by a page of another site: browsers do not ask before, they only name the page's origin.
 * @param allowed origins, as `https://host:port`
 */
export function isForeignPage({ origin, host }: IncomingHttpHeaders, allowed: string[]): boolean {
  if (origin === undefined || allowed.includes(origin)) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
