import { HAND_OFF_REASONS, PAUSE_REASONS } from '../words/fault.words.js';
import { HOUR } from './act.js';
import type { FaultTeller } from './fault.teller.js';
import { minutes } from './instants.js';

interface Turned {
  at: number;
  /** the carrier has ended it */
  isOver: boolean;
}

/** What comes between, where a fault does not go its usual way. @param from when it was worked on last */
export function troubleActs(teller: FaultTeller, from: number): Turned {
  switch (teller.plan.trouble) {
    case 'PAUSED':
      return { at: pause(teller, from, true), isOver: false };
    case 'PAUSE_DECLINED':
      return { at: pause(teller, from, false), isOver: false };
    case 'CARRIER_RESOLVED':
    case 'CARRIER_RETURNED':
    case 'SENT_BACK':
      return handOff(teller, from);
    default:
      return { at: from, isOver: false };
  }
}

function pause(teller: FaultTeller, from: number, approve: boolean): number {
  const { random } = teller;
  const asked = teller.ask(from + minutes(random, 4, 12), 'dispatcher', 'requestPause', {
    reason: random.pick(PAUSE_REASONS),
  });
  const reason = approve ? '同意' : '会商在即，请先行抢修';
  const decided = teller.ask(asked + minutes(random, 4, 15), 'supervisor', 'decidePause', {
    approve,
    reason,
  });
  if (!approve) return decided;
  const resumed = decided + Math.round(random.between(3, 30)) * HOUR;
  teller.stoodStill(resumed - decided);
  return teller.ask(resumed, 'dispatcher', 'resumeTicket', { note: '条件具备，继续处理' });
}

function handOff(teller: FaultTeller, from: number): Turned {
  const { random, plan } = teller;
  const reason = random.pick(HAND_OFF_REASONS);
  const declared = teller.ask(from + minutes(random, 5, 20), 'dispatcher', 'declareHandOff', { reason });
  const at = declared + minutes(random, 4, 20);
  if (plan.trouble === 'SENT_BACK') {
    const refusal = { confirm: false, reason: '本地接入设备尚未排查，退回继续处理' };
    return { at: teller.ask(at, 'supervisor', 'decideHandOff', refusal), isOver: false };
  }
  const carrierReference = `CS${String(random.whole(100_000, 999_999))}`;
  teller.ask(at, 'supervisor', 'decideHandOff', { confirm: true, carrierReference });
  const resolvedByCarrier = plan.trouble === 'CARRIER_RESOLVED';
  const returned = at + Math.round(random.between(1, 14) * HOUR);
  teller.stoodStill(returned - at);
  const note = resolvedByCarrier ? '运营商已修复光缆，链路恢复' : '运营商称其侧正常，退回复查';
  teller.ask(returned, 'supervisor', 'returnHandOff', { resolvedByCarrier, note });
  return { at: returned, isOver: resolvedByCarrier };
}
