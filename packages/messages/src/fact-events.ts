/** Which events scoring knows as facts, and in which order, up to one: what they are rebuilt by. */
export const FACTS_NOTED = 'fact.noted';

/** The aggregate of every {@link FACTS_NOTED}, so that they stay in order. */
export const ALL_FACTS = 'facts';

export interface FactsNotedData {
  /** number of the last fact that an earlier event of this kind names; 0: there is none */
  after: number;
  /** number of the last fact that this one names */
  lastFact: number;
  /** SHA-256 over all facts up to it, in hex */
  factsHash: string;
  /** of each fact: its number, the id of the event that it is */
  facts: [seq: number, eventId: string][];
}
