import type { Contract } from '@zhishou/rules/contract/contract.types';
import { symptomOf } from '../words/fault.words.js';
import { type Act, MINUTE, type Part } from './act.js';
import { fits } from './fitting.js';
import type { Random } from './random.js';

type Going = readonly (readonly [
  minutesAgo: number,
  who: Part,
  ask: string,
  input?: Record<string, unknown>,
])[];

interface OpenFault {
  severity: 'MAJOR' | 'GENERAL';
  type: string;
  /** minutes before now */
  reported: number;
  steps: Going;
}

const ENGINEER = { engineerId: '@engineer1' };
const OTHER = { engineerId: '@engineer2' };

/** What is going on at the end: something just reported, something that is about to be late, something that waits. */
const OPEN: readonly OpenFault[] = [
  { severity: 'GENERAL', type: 'CABLE', reported: 4, steps: [] },
  {
    severity: 'MAJOR',
    type: 'HARDWARE',
    reported: 49,
    steps: [
      [44, 'dispatcher', 'acceptTicket', ENGINEER],
      [41, 'dispatcher', 'dispatchEngineer', ENGINEER],
    ],
  },
  {
    severity: 'GENERAL',
    type: 'POWER',
    reported: 395,
    steps: [
      [389, 'dispatcher', 'acceptTicket', OTHER],
      [385, 'dispatcher', 'dispatchEngineer', OTHER],
      [320, 'engineer2', 'checkIn', { note: '已到现场，等待备件' }],
    ],
  },
  {
    severity: 'GENERAL',
    type: 'SOFTWARE',
    reported: 180,
    steps: [
      [174, 'dispatcher', 'acceptTicket', ENGINEER],
      [170, 'engineer1', 'startRemoteSupport', { note: '远程登录排查' }],
      [30, 'dispatcher', 'requestPause', { reason: '需会后停机升级，申请暂停' }],
    ],
  },
  {
    severity: 'GENERAL',
    type: 'TRANSMISSION',
    reported: 300,
    steps: [
      [294, 'dispatcher', 'acceptTicket', OTHER],
      [290, 'engineer2', 'startRemoteSupport', { note: '环回测试' }],
      [240, 'dispatcher', 'declareHandOff', { reason: '测试显示故障在运营商传输侧' }],
      [230, 'supervisor', 'decideHandOff', { confirm: true, carrierReference: 'CS880231' }],
    ],
  },
];

/** Tickets that are open when the play ends at `until`. */
export const openNow = (random: Random, { assets }: Contract, until: number): Act[] =>
  OPEN.flatMap(({ severity, type, reported, steps }, index) => {
    const at = (minutesAgo: number): number => until - minutesAgo * MINUTE;
    const own = random.of(`open ${index}`);
    const inPeriod = assets.filter(({ coveredFrom, coveredTo }) => until >= coveredFrom && until < coveredTo);
    const fitting = inPeriod.filter(
      (asset) => fits(asset, type) && (severity === 'GENERAL' || asset.majorScope),
    );
    const { code: assetCode, name } = own.pick(fitting.length > 0 ? fitting : inPeriod);
    const key = `open-${index + 1}`;
    return [
      {
        at: at(reported),
        who: 'reporter',
        ask: 'reportTicket',
        as: key,
        input: { kind: 'FAULT', severity, assetCode, summary: symptomOf(own, type, name), channel: 'WEB' },
      },
      ...steps.map(([ago, who, ask, input]): Act => ({
        at: at(ago),
        who,
        ask,
        input: { ticketId: `@${key}`, ...input },
      })),
    ];
  });
