import type { Probe } from '@zhishou/platform/health/health';

const TIMEOUT_MS = 1_500;

/** A subgraph is there when it answers a query of its own graph; while it is not, the rest of the graph is served. */
export function subgraphProbes(urls: Record<string, string>): Probe[] {
  return Object.entries(urls).map(([name, url]) => ({ name, check: () => ask(url), optional: true }));
}

async function ask(url: string): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{__typename}"}',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const { data } = (await response.json()) as { data?: { __typename?: string } };
  if (data?.__typename === undefined) throw new Error(`answered ${response.status} without data`);
}
