/**
 * Where the paper contract is silent, the reading this contract folder chose. The names are those of the neutral
 * fact format, so that a recomputation elsewhere can be told the same choices. Durations are ISO 8601. Where only one
 * value stands, the clocks of tickets know no other reading, and a folder that asks for one is refused.
 */
export interface Choices {
  'clock.startsAt': 'reported';
  'clock.warnAt': string[];
  'clock.repairInstant': 'filed';
  'clock.judgementWait': 'excluded';
  'clock.pauses': 'excluded';
  'clock.handOff': 'excluded';
  'clock.handOffFrom': 'confirmed';
  'clock.recoveryTestWait': 'excluded';
  'callback.due': string;
  'callback.open': string;
  'repeat.windowDays': number;
  'repeat.match': 'asset' | 'unit';
  'inspection.assetsPerVisit': number;
  'inspection.lateRecordDays': number;
  'inspection.remindDays': number;
  'hazard.rectifyDays': number;
  'hazard.remindDays': number;
  'score.perPoint': 'whole' | 'fractional';
  'score.severities': ('MAJOR' | 'GENERAL' | 'CONSULTATION')[];
  'score.objectionWorkingDays': number;
  'p1.late': 'nonconforming' | 'missing' | 'none';
  'p5.month': 'repaired' | 'passed';
  'p6.carrierTime': Counting;
  'p6.pauses': Counting;
  'p6.judged': 'both' | 'numerator' | 'exclude';
  'availability.weight': 'unit' | 'subsystem';
  'settlement.mean': 'equal' | 'days';
  'settlement.invoice3': 'payable' | 'gross';
}

type Counting = 'excluded' | 'counted';
