import { randomUUID } from 'node:crypto';
import type { Input } from './bad-input.builder.js';
import type { Entry } from './mutation-entry.builder.js';
import type { Office, Post } from './office.builder.js';
import { documentsOf } from './mutations.documents.builder.js';
import { guaranteeOf } from './mutations.guarantee.builder.js';
import { inspectionsOf } from './mutations.inspections.builder.js';
import { reviewsOf } from './mutations.reviews.builder.js';
import { scoresOf } from './mutations.scores.builder.js';
import { referencesOf } from './mutations.references.builder.js';
import { repairRecord } from './ticket.builder.js';
import type { World } from './world.builder.js';

const BUREAU: Post[] = ['reporter', 'supervisor', 'admin'];
const DECIDERS: Post[] = ['supervisor', 'admin'];
const AT_WORK: Post[] = ['dispatcher', 'engineer'];
const ENGINEERS: Post[] = ['engineer'];
const SIGNED_IN: Post[] = [...BUREAU, ...AT_WORK, 'newcomer', 'auditor', 'bot'];
const ANYBODY: Post[] = [...SIGNED_IN, 'nobody'];

const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();
const A_YEAR_S = 366 * 86_400;

/** One good input for every mutation of the graph. */
export function tableOf(office: Office, world: World): Record<string, Entry> {
  return {
    ...directory(office, world),
    ...bureau(office, world),
    ...provider(office, world),
    ...inspectionsOf(world),
    ...guaranteeOf(world),
    ...reviewsOf(world),
    ...referencesOf(world),
    ...scoresOf(world),
    ...documentsOf(world),
  };
}

function directory(
  { people, usernames, password, refreshToken }: Office,
  world: World,
): Record<string, Entry> {
  const { quitter, returner, engineer } = people;
  const contacts = [{ channel: 'PHONE', value: '0751-0000001' }];
  const admin = { by: 'admin', may: ['admin'] } as const;
  const roster = { by: 'dispatcher', may: ['admin', 'dispatcher'] } as const;
  const hours = { startsAt: ago(-86_400), endsAt: ago(-100_000) };
  return Object.fromEntries(
    Object.entries({
      createPerson: {
        ...admin,
        input: {
          ...{ username: `new-${randomUUID().slice(0, 8)}`, displayName: '新来的', role: 'AUDITOR' },
          ...{ password: 'long enough for all', contacts },
        },
        unfit: [
          [{ username: usernames.engineer }, 'username'],
          [{ username: '大写 A' }, 'username'],
          [{ password: 'short' }, 'password'],
          [{ password: 'qwertyuiop123' }, 'password'],
        ],
      },
      updatePerson: {
        ...admin,
        input: {
          personId: quitter.id,
          displayName: '要走的',
          role: 'PROVIDER_ENGINEER',
          active: true,
          contacts,
        },
        unfit: [[{ password: 'short' }, 'password']],
      },
      signNda: {
        by: 'joiner',
        may: [...AT_WORK, 'newcomer'],
        input: { documentHash: world.ndaHash, accept: true },
        another: { accept: true },
        unfit: [
          [{ accept: false }, 'accept'],
          [{ documentHash: world.ndaHash.replace(/^./, 'x') }, 'documentHash'],
        ],
      },
      requestNda: { ...admin, input: { personId: returner.id } },
      revokeNda: { ...admin, input: { personId: quitter.id, reason: '离职' } },
      setDutyShift: {
        ...roster,
        input: { shiftId: world.shiftToChange, personId: engineer.id, ...hours, note: '夜班' },
        unfit: [
          [{ endsAt: hours.startsAt }, 'endsAt'],
          [{ endsAt: ago(-9 * 86_400) }, 'endsAt'],
          [{ personId: people.newcomer.id }, 'personId'],
        ],
      },
      removeDutyShift: { ...roster, input: { shiftId: world.shiftToRemove } },
      login: { by: 'nobody', may: ANYBODY, input: { username: usernames.auditor, password } },
      refreshSession: { by: 'nobody', may: ANYBODY, input: { refreshToken } },
      changePassword: {
        ...{ by: 'changer', may: SIGNED_IN },
        input: { currentPassword: password, newPassword: randomUUID() },
        unfit: [
          [{ newPassword: 'short' }, 'newPassword'],
          [{ newPassword: 'password1234' }, 'newPassword'],
          [{ newPassword: password }, 'newPassword'],
        ],
      },
      startTotpEnrolment: { by: 'auditor', may: SIGNED_IN, input: { code: '123456' } },
      confirmTotp: { by: 'reporter', may: SIGNED_IN, input: { code: '123456' }, refusedWith: 'CONFLICT' },
      removeTotp: { by: 'reporter', may: SIGNED_IN, input: { code: '123456' }, refusedWith: 'CONFLICT' },
      resetTotp: { ...admin, input: { personId: quitter.id } },
      logout: { by: 'joiner', may: SIGNED_IN, input: { everywhere: false } },
      loginWithIdToken: {
        ...{ by: 'nobody', may: ANYBODY, input: { idToken: 'a.b.c', nonce: 'n' } },
        refusedWith: 'UNAUTHENTICATED',
      },
      setOutsideIdentity: {
        ...admin,
        input: { personId: quitter.id, outsideUsername: 'someone' },
        refusedWith: 'CONFLICT',
      },
      registerMachineAccount: {
        ...admin,
        input: { name: '又一个程序', role: 'BOT', scopes: ['escalations:read'] },
        unfit: [
          [{ role: 'BUREAU_ADMIN' }, 'role'],
          [{ scopes: ['tickets:report'] }, 'scopes'],
          [{ scopes: [] }, 'scopes'],
        ],
      },
      replaceMachineSecret: { ...admin, input: { accountId: world.programToKeep } },
      endMachineAccount: { ...admin, input: { accountId: world.programToEnd } },
    } satisfies Record<string, object>),
  ) as Record<string, Entry>;
}

function bureau(_: Office, { tickets }: World): Record<string, Entry> {
  const decide = (name: string, input: Input, unfit?: [Input, string][]): [string, Entry] => [
    name,
    { by: 'supervisor', may: DECIDERS, input: { ticketId: tickets[name], ...input }, unfit },
  ];
  const customer = { by: 'reporter', may: BUREAU } as const;
  return {
    reportTicket: {
      ...customer,
      input: {
        ...{ kind: 'FAULT', severity: 'GENERAL', assetCode: 'L1-S1-02', channel: 'FIXED_LINE' },
        ...{
          unitsAffected: 2,
          unitNumbers: [1, 2],
          summary: '终端掉线',
          description: '两台',
          location: '指挥大厅',
        },
        ...{ callerName: '值班员', callerPhone: '0751-0000000', numberCalled: '0751-1234567' },
        ...{ calledAt: ago(60), answeredAt: ago(30) },
      },
      unfit: [
        [{ severity: undefined }, 'severity'],
        [{ unitsAffected: 17, unitNumbers: undefined }, 'unitsAffected'],
        [{ unitsAffected: 3 }, 'unitsAffected'],
        [{ unitNumbers: [1, 17] }, 'unitNumbers'],
        [{ answeredAt: ago(90) }, 'answeredAt'],
        [{ calledAt: ago(A_YEAR_S), answeredAt: undefined }, 'calledAt'],
        [{ answer: '已答复' }, 'answer'],
        [{ assetCode: undefined, unitNumbers: [2 ** 31 - 1], unitsAffected: 1 }, 'unitNumbers'],
      ],
    },
    cancelTicket: { ...customer, input: { ticketId: tickets.cancelTicket, reason: '误报' } },
    recordCallback: {
      ...customer,
      input: { ticketId: tickets.recordCallback, satisfied: true, comment: '很好' },
    },
    ...Object.fromEntries([
      decide('judgeCoverage', { cover: true, reason: '应急需要' }),
      decide('recordRecoveryTest', { passed: true, note: '正常' }),
      decide('decidePause', { approve: false, reason: '备件在库' }),
      decide('decideHandOff', { confirm: true, carrierReference: 'CT-1', reason: '属实' }),
      decide('returnHandOff', { resolvedByCarrier: false, note: '不是专线' }),
      decide('reclassifyTicket', { severity: 'GENERAL', reason: '影响不大' }, [
        [{ severity: 'CONSULTATION' }, 'severity'],
      ]),
      decide('correctFaultStart', { startedAt: ago(3_600), reason: '值班记录' }, [
        [{ startedAt: ago(A_YEAR_S) }, 'startedAt'],
      ]),
      decide('addAffectedAssets', {
        assets: [{ assetCode: 'L1-S1-02', unitsAffected: 2, unitNumbers: [1, 2] }],
        reason: '同时掉线',
      }),
      decide('acceptOfflineInstant', { clock: 'RESPONSE', reason: '有通话记录' }, [
        [{ clock: 'ONSITE' }, 'clock'],
      ]),
    ]),
  };
}

function provider(
  { people }: Office,
  { tickets, partId, escalationId, filed }: World,
): Record<string, Entry> {
  const { engineer, newcomer, supervisor } = people;
  const by = (
    post: Post,
    may: Post[],
    name: string,
    input: Input,
    unfit?: [Input, string][],
  ): [string, Entry] => [name, { by: post, may, input: { ticketId: tickets[name], ...input }, unfit }];
  const dispatch = (name: string, input: Input, unfit?: [Input, string][]) =>
    by('dispatcher', ['dispatcher'], name, input, unfit);
  const nobodyToSend: [Input, string][] = [newcomer, supervisor].map(({ id }) => [
    { engineerId: id },
    'engineerId',
  ]);
  const beforeTheReport = { madeAt: ago(3_600) };
  const engineerId = engineer.id;
  const store = { by: 'dispatcher', may: ['admin', 'dispatcher'] } as { by: Post; may: Post[] };
  const partsUsed = [{ sparePartId: partId, quantity: 1 }];
  return {
    ...Object.fromEntries([
      dispatch('acceptTicket', { engineerId, madeAt: ago(0) }, [
        ...nobodyToSend,
        [beforeTheReport, 'madeAt'],
      ]),
      dispatch('assignEngineer', { engineerId }, nobodyToSend),
      dispatch('dispatchEngineer', { engineerId }, nobodyToSend),
      dispatch('requestPause', { reason: '等待备件' }),
      dispatch('declareHandOff', { reason: '专线中断' }),
      by('dispatcher', [...DECIDERS, 'dispatcher'], 'resumeTicket', { note: '备件已到' }),
      by('engineer', AT_WORK, 'startRemoteSupport', { engineerId, note: '远程' }, [
        [{ engineerId: newcomer.id }, 'engineerId'],
      ]),
      by(
        'engineer',
        ENGINEERS,
        'checkIn',
        { latitude: 24.8, longitude: 113.6, note: '到场', madeAt: ago(0) },
        [
          [{ latitude: undefined }, 'latitude'],
          [{ longitude: undefined }, 'longitude'],
          [beforeTheReport, 'madeAt'],
        ],
      ),
      by(
        'engineer',
        ENGINEERS,
        'fileRepairReport',
        {
          ...repairRecord({ repairedAt: ago(0) }),
          madeAt: ago(0),
          handlerIds: [engineerId],
          sparePartsUsed: partsUsed,
        },
        [
          [{ faultType: 'MAGIC' }, 'faultType'],
          [{ handlerIds: [] }, 'handlerIds'],
          [{ handlerIds: [engineerId, supervisor.id] }, 'handlerIds.1'],
          [{ repairedAt: ago(7_200), startedAt: ago(9_000) }, 'repairedAt'],
          [{ startedAt: ago(0), repairedAt: ago(30) }, 'repairedAt'],
          [beforeTheReport, 'madeAt'],
          [{ sparePartsUsed: [{ sparePartId: partId, quantity: 100 }] }, 'sparePartsUsed.0.quantity'],
          [{ sparePartsUsed: [...partsUsed, ...partsUsed] }, 'sparePartsUsed'],
        ],
      ),
      by('engineer', AT_WORK, 'answerConsultation', { answer: '选输入 3' }),
      by('dispatcher', AT_WORK, 'closeOtherMatter', { answer: '已布置' }),
      by('engineer', [...BUREAU, ...AT_WORK], 'requestUpload', filed, [
        [{ contentType: 'text/html' }, 'contentType'],
        [{ size: 0 }, 'size'],
        [{ fileName: '..' }, 'fileName'],
        [{ sha256: 'abc' }, 'sha256'],
      ]),
    ]),
    acknowledgeEscalation: {
      ...{ by: 'supervisor', may: [...DECIDERS, 'bot', 'program'] },
      input: { escalationId, note: '已通知' },
    },
    registerSparePart: {
      ...store,
      input: {
        ...{ code: `PSU-${randomUUID().slice(0, 8)}`, name: '电源模块', model: 'PS-550', unit: '个' },
        ...{ assetCodes: ['L1-S1-01'], stock: 3, lowAt: 1 },
      },
      unfit: [[{ assetCodes: ['L1-S1-01', 'L1-S1-01'] }, 'assetCodes']],
    },
    adjustSpareStock: {
      ...store,
      input: { sparePartId: partId, change: 1, reason: '盘点' },
      unfit: [-100, 0].map((change) => [{ change }, 'change']),
    },
  };
}
