import { rateLimited } from '@zhishou/platform/errors';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { addressKey, callerKey } from '../client/client.context.js';
import type { Client } from '../client/client.context.js';

/** Each a second, on average over {@link WINDOW_SECONDS}, but for `cost`; 0 sets no bound. */
export interface RateLimits {
  /** operations of one person */
  person: number;
  /** operations from one address, whoever sends them */
  address: number;
  /** operations from one address without a good token */
  anonymous: number;
  /** sign-ins from one address, apart from what else is asked there without a good token */
  signIns: number;
  /** root fields of mutations of one person, or of one address without a good token */
  mutations: number;
  /** what one person, or one address without a good token, may ask for in a minute, as costOf counts it */
  cost: number;
}

/** How long a caller's count lasts from its first operation: long enough for a page that asks for much at once. */
const WINDOW_SECONDS = 5;
const COST_WINDOW_SECONDS = 60;

/** @throws UserError RATE_LIMITED, with the seconds to wait */
type Meter = (key: string, amount?: number) => Promise<void>;

/** Counts who asks how often, in this process's memory. Each throws UserError RATE_LIMITED once it is too often. */
export interface Rates {
  /** whatever arrives, before its token is looked at */
  arrival(client: Client): Promise<void>;
  /** an operation whose sender is known by now, or is known to be nobody */
  operation(client: Client): Promise<void>;
  /** `fields`: what the mutation does */
  mutation(client: Client, fields: number): Promise<void>;
  /** what an operation will cost; one that is refused costs nothing */
  cost(client: Client, cost: number): Promise<void>;
}

export function createRates(limits: RateLimits): Rates {
  const person = createMeter('person', limits.person);
  const address = createMeter('address', limits.address);
  const anonymous = createMeter('anonymous', limits.anonymous);
  const signIns = createMeter('sign-ins', limits.signIns);
  const mutations = createMeter('mutations', limits.mutations);
  const costs = createMeter('cost', limits.cost / COST_WINDOW_SECONDS, {
    duration: COST_WINDOW_SECONDS,
    refunds: true,
  });
  return {
    arrival: (client) => address(addressKey(client)),
    operation: (client) => {
      const key = callerKey(client);
      if (client.personId !== undefined) return person(key);
      return client.signIns ? signIns(key, client.signIns) : anonymous(key);
    },
    mutation: (client, fields) => mutations(callerKey(client), fields),
    cost: (client, cost) => costs(callerKey(client), cost),
  };
}

/** @param refunds what is refused counts nothing, so that something smaller may still pass */
function createMeter(
  name: string,
  perSecond: number,
  { duration = WINDOW_SECONDS, refunds = false } = {},
): Meter {
  if (perSecond === 0) return () => Promise.resolve();
  const limiter = new RateLimiterMemory({
    keyPrefix: name,
    points: perSecond * duration,
    duration,
  });
  return async (key, amount = 1) => {
    try {
      await limiter.consume(key, amount);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      if (refunds) await limiter.reward(key, amount);
      throw rateLimited(Math.max(1, Math.ceil(error.msBeforeNext / 1000)));
    }
  };
}
