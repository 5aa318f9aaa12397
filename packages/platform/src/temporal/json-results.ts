import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { jsonOf } from '../canonical-json.js';

/** Makes canonical JSON of what an activity answers to its workflow, as the client does of what it is sent. */
export const jsonResults: ActivityInterceptorsFactory = () => ({
  inbound: {
    execute: async (input, next) => {
      const result = await next(input);
      return result === undefined ? result : jsonOf(result);
    },
  },
});
