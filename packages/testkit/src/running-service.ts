import type { AddressInfo } from 'node:net';
import { createService } from '@zhishou/platform/service';
import type { ServiceOptions } from '@zhishou/platform/service';
import { DataSource } from 'typeorm';
import { forbidSecondConnections } from './one-connection.js';

export interface GraphqlAnswer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
}

export interface RunningService {
  app: Awaited<ReturnType<typeof createService>>;
  url: string;
  /** asks /graphql; `as` is the value of the authorization header, `requestId` that of the request's id, if it has one */
  query(
    source: string,
    options?: { variables?: Record<string, unknown>; as?: string; requestId?: string },
  ): Promise<GraphqlAnswer>;
  stop(): Promise<void>;
}

/** Runs one service inside the test, with this environment, on a free port. */
export async function startService(
  options: ServiceOptions,
  env: Record<string, string>,
): Promise<RunningService> {
  Object.assign(process.env, env);
  const app = await createService(options);
  forbidSecondConnections(app.get(DataSource));
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    app,
    url,
    query: async (source, { variables = {}, as, requestId } = {}) => {
      const headers: Record<string, string> = { 'content-type': 'application/json' };
      if (as !== undefined) headers.authorization = as;
      if (requestId !== undefined) headers['x-request-id'] = requestId;
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ query: source, variables }),
      });
      return (await response.json()) as GraphqlAnswer;
    },
    stop: () => app.close(),
  };
}
