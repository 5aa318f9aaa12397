import { condition } from '@temporalio/workflow';
import type { Case, Step } from '@zhishou/rules/life';
import type { CaseProcess } from './case.process.js';

/**
 * Has done what follows from the case as it stands, one after the other, again whenever that changes.
 * @param due what is to be done, by a name of its own; null: nothing. A run that goes on does the last once more
 * @returns ends it: resolves once nothing is due any more
 */
export function follow<C extends Case, S extends Step>(
  process: CaseProcess<C, S>,
  due: (one: C) => string | null,
  act: (one: C) => Promise<void>,
): () => Promise<void> {
  let done: string | null = null;
  let isEnding = false;
  const next = () => {
    const name = due(process.case);
    return name === done ? null : name;
  };
  const following = (async () => {
    for (;;) {
      await condition(() => next() !== null || isEnding);
      const name = next();
      if (name === null) return;
      await act(process.case);
      done = name;
    }
  })();
  return async () => {
    isEnding = true;
    await following;
  };
}
