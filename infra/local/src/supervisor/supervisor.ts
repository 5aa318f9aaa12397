import { ExpectedError } from '../expected-error.js';
import { Children } from './children.js';
import type { Part, PartStatus } from './part.js';
import { SupervisedPart } from './supervised-part.js';

/** Runs the parts of one stack, in the order they were added. */
export class Supervisor {
  private readonly parts = new Map<string, SupervisedPart>();
  private readonly children: Children;
  private stopping = false;

  /** `changed` is told whenever a part starts or ends. */
  constructor(
    childrenFile: string,
    private readonly changed: () => void = () => undefined,
  ) {
    this.children = new Children(childrenFile);
  }

  /** Adds a part and starts it. */
  start(part: Part): SupervisedPart {
    if (this.stopping) throw new ExpectedError(`${part.name} is not started: the stack is stopping`);
    const supervised = new SupervisedPart(part, this.children, () => this.changed());
    this.parts.set(part.name, supervised);
    supervised.start();
    return supervised;
  }

  part(name: string): SupervisedPart {
    const found = this.parts.get(name);
    if (!found)
      throw new ExpectedError(
        `There is no part "${name}". Running here: ${[...this.parts.keys()].join(', ')}.`,
      );
    return found;
  }

  all(): SupervisedPart[] {
    return [...this.parts.values()];
  }

  status(): Promise<PartStatus[]> {
    return Promise.all(this.all().map((part) => part.status()));
  }

  /** Tells the processes to stop, the last started first, and once they have, the servers they stood on. */
  async stopAll(): Promise<void> {
    this.stopping = true;
    const stop = (kind: Part['kind']): Promise<void[]> =>
      Promise.all(backwards.filter(({ part }) => part.kind === kind).map((part) => part.stop()));
    const backwards = this.all().reverse();
    await stop('process');
    await stop('server');
  }
}
