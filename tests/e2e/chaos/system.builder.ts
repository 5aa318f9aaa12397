import { connectStack } from '@zhishou/local/control/control.client';

/** The running system's parts, to stop and to kill. */
export const system = connectStack(process.env.STACK_FILE ?? '.local/stack.json');

/** Does `work` while a part is stopped, and has it back and healthy afterwards. */
export async function without<T>(part: string, work: () => Promise<T>): Promise<T> {
  await system.stopPart(part);
  try {
    return await work();
  } finally {
    await system.startPart(part);
  }
}

/** Waits until every part that should run does its work. */
export async function untilWhole(): Promise<void> {
  const parts = await system.status();
  await Promise.all(parts.map(({ name }) => system.untilHealthy(name)));
}
