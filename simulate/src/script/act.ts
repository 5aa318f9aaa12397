/** Who plays which part; engineers are counted. */
export type Part = 'reporter' | 'supervisor' | 'admin' | 'dispatcher' | `engineer${number}`;

/**
 * Somebody asks for a mutation of the graph at an instant (ms). A text that begins with `@` stands for the id of what it
 * names: a part, what an earlier act was told to call so, or what `play/names.ts` finds.
 */
export interface Act {
  at: number;
  who: Part;
  ask: string;
  input: Record<string, unknown>;
  /** what is made here is called so from now on */
  as?: string;
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** In the order of time; what comes at once stays in its order. */
export const inOrder = (acts: readonly Act[]): Act[] => [...acts].sort((a, b) => a.at - b.at);
