import type { Fault } from '../verdict.js';
import type { ChainFile, Link } from './evidence-lines.js';

export type Lines = AsyncIterable<string> | Iterable<string>;

export interface Walked {
  /** how many links were found in order */
  links: number;
  /** number of the last of them; 0: there is none */
  last: number;
  /** the first link that is not as it was written, not in its place, or not there although a later one is */
  fault?: Fault;
}

/** Recomputes every hash of a chain from the lines of a file. @param see is told each link that holds */
export async function walkLines<L extends Link>(
  lines: Lines,
  chain: ChainFile<L>,
  see: (link: L) => void = () => undefined,
): Promise<Walked> {
  let hash = chain.first;
  let [links, last] = [0, 0];
  for await (const line of lines) {
    const link = chain.read(line);
    const problem = problemOf(link);
    if (problem) return { links, last, fault: problem };
    hash = link!.hash;
    last = link!.seq;
    links += 1;
    see(link!);
  }
  return { links, last };

  function problemOf(link: L | undefined): Fault | undefined {
    const next = last + 1;
    if (!link) return { seq: next, problem: 'CHANGED' };
    if (link.seq <= last) return { seq: link.seq, problem: 'MISPLACED' };
    if (chain.isGapless && link.seq !== next) return { seq: next, problem: 'MISSING' };
    return link.after(hash) === link.hash ? undefined : { seq: link.seq, problem: 'CHANGED' };
  }
}
