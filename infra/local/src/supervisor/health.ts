import type { Part, PartStatus } from './part.js';

/** What a part's own health says of it. */
export async function healthOf(health: Part['health']): Promise<Pick<PartStatus, 'problem' | 'without'>> {
  try {
    return { problem: undefined, without: (await health()) ?? undefined };
  } catch (error) {
    return { problem: (error as Error).message || String(error) };
  }
}
