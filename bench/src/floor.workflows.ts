import {
  defineUpdate,
  condition,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';

export interface FloorActivities {
  nothing(id: string): Promise<void>;
}

const { nothing } = proxyActivities<FloorActivities>({ startToCloseTimeout: '10s' });
const local = proxyLocalActivities<FloorActivities>({ startToCloseTimeout: '10s' });

export const floorUpdate = defineUpdate<void>('floor');

/** What any clock on Temporal must do at least: one timer, one activity. */
export async function timerAndActivity(id: string, dueAt: number): Promise<void> {
  await sleep(Math.max(1, dueAt - Date.now()));
  await nothing(id);
}

/** What any recorded step must do at least: one update that awaits one local activity. */
export async function updateAndLocalActivity(id: string): Promise<void> {
  let taken = false;
  setHandler(floorUpdate, async () => {
    await local.nothing(id);
    taken = true;
  });
  await condition(() => taken);
}
