import type { FastifyInstance } from 'fastify';

const NO_PAGE = "default-src 'none'; frame-ancestors 'none'";
// GraphiQL carries its scripts, styles, fonts and workers inside the page
const GRAPHIQL_PAGE =
  "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Puts the headers that bind browsers on every answer. @param hstsSeconds 0: not reached over TLS, says nothing */
export function mountSecurityHeaders(
  server: FastifyInstance,
  { graphiql, hstsSeconds }: { graphiql: boolean; hstsSeconds: number },
): void {
  const headers = new Map([
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'no-referrer'],
    ['x-frame-options', 'DENY'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['cache-control', 'no-store'],
  ]);
  if (hstsSeconds > 0) headers.set('strict-transport-security', `max-age=${hstsSeconds}; includeSubDomains`);
  server.addHook('onRequest', (request, { raw }, done) => {
    const asksForPage = request.headers.accept?.includes('text/html') ?? false;
    raw.setHeaders(headers);
    raw.setHeader('content-security-policy', graphiql && asksForPage ? GRAPHIQL_PAGE : NO_PAGE);
    done();
  });
}
