/** Says what a step is doing just now. */
export type Tell = (text: string) => void;

/** Runs one named step of the way up, printing its name, what it answers and its time. */
export type Step = (name: string, run: (tell: Tell) => Promise<string | void> | string) => Promise<void>;

/** A step that prints nothing, for stacks brought up inside tests. */
export const silentStep: Step = async (_name, run) => {
  await run(() => undefined);
};
