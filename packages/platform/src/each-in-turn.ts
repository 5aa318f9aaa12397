/**
 * Does the work for each, one after the other, whatever becomes of the others; each problem is told.
 * @throws the first problem, once all had their turn
 */
export async function eachInTurn<One>(
  all: readonly One[],
  work: (one: One) => Promise<unknown>,
  tell: (problem: unknown, one: One) => void,
): Promise<void> {
  const problems: unknown[] = [];
  for (const one of all) {
    try {
      await work(one);
    } catch (problem) {
      tell(problem, one);
      problems.push(problem);
    }
  }
  if (problems.length > 0) throw problems[0];
}
