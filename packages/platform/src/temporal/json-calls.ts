import type { WorkflowClientInterceptor } from '@temporalio/client';
import { jsonOf } from '../canonical-json.js';

const jsonArgs = (args: unknown[]): unknown[] => args.map((arg) => (arg === undefined ? arg : jsonOf(arg)));

/**
 * Makes canonical JSON of what goes to a workflow. Temporal's own converter, which refuses a bigint, is left as it is: it
 * would have to be loaded into the workflows' sandbox too, where whatever comes from here is JSON already.
 */
export const jsonCalls: WorkflowClientInterceptor = {
  startWithDetails: (input, next) =>
    next({ ...input, options: { ...input.options, args: jsonArgs(input.options.args) } }),
  startUpdate: (input, next) => next({ ...input, args: jsonArgs(input.args) }),
  startUpdateWithStart: (input, next) =>
    next({
      ...input,
      updateArgs: jsonArgs(input.updateArgs),
      workflowStartOptions: {
        ...input.workflowStartOptions,
        args: jsonArgs(input.workflowStartOptions.args),
      },
    }),
  signal: (input, next) => next({ ...input, args: jsonArgs(input.args) }),
  signalWithStart: (input, next) =>
    next({
      ...input,
      signalArgs: jsonArgs(input.signalArgs),
      options: { ...input.options, args: jsonArgs(input.options.args) },
    }),
  query: (input, next) => next({ ...input, args: jsonArgs(input.args) }),
};
