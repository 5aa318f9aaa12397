/** One slip in a folder that is otherwise right, and how it must be reported. */
export interface Mistake {
  file: string;
  passage: string;
  by: string;
  /** the passage to which the report must point */
  at: string;
  /** `field: expected …, found …` */
  problem: string;
}

export const MISTAKES: Record<string, Mistake> = {
  'a field of the wrong type': {
    file: 'contract.yaml',
    passage: 'totalFen: 100000000',
    by: 'totalFen: 一百万',
    at: 'totalFen',
    problem: 'totalFen: expected 合同总金额, a whole number of fen above 0, found "一百万"',
  },
  'an id that is no key': {
    file: 'contract.yaml',
    passage: 'id: shaoguan-2026',
    by: 'id: 韶关 2026',
    at: 'id: 韶关',
    problem:
      'id: expected what the contract is known by in every version of it: small letters, digits and -, as shaoguan-2026, found "韶关 2026"',
  },
  'a first day to keep before the signing': {
    file: 'contract.yaml',
    passage: 'keptFrom: SIGNING_DAY',
    by: 'keptFrom: 2026-06-27',
    at: 'keptFrom: 2026-06-27',
    problem: 'keptFrom: expected the signing day 2026-06-28 or later, found "2026-06-27"',
  },
  'a first day to keep after the end': {
    file: 'contract.yaml',
    passage: 'keptFrom: SIGNING_DAY',
    by: 'keptFrom: 2027-06-28',
    at: 'keptFrom: 2027-06-28',
    problem: 'keptFrom: expected the contract\'s last day 2027-06-27 or earlier, found "2027-06-28"',
  },
  'a first day to keep that is none': {
    file: 'contract.yaml',
    passage: 'keptFrom: SIGNING_DAY',
    by: 'keptFrom: soon',
    at: 'keptFrom: soon',
    problem: 'keptFrom: expected SIGNING_DAY, or a day, as 2026-09-01, found "soon"',
  },
  'a missing field': {
    file: 'faults.yaml',
    passage: '    resolve: PT4H\n',
    by: '',
    at: 'code: MAJOR',
    problem:
      'severities[0].resolve: expected an ISO 8601 duration above zero, as PT10M, PT1H30M or P3D, found nothing',
  },
  'an unknown field': {
    file: 'scores.yaml',
    passage: '  nonconforming: 1',
    by: '  nonconforming: 1\n  late: 1',
    at: 'late: 1',
    problem:
      'P1.late: expected one of title, clause, of, missing, nonconforming, found the unknown field late',
  },
  'a word that is not among those allowed': {
    file: 'choices.yaml',
    passage: 'repeat.match: asset',
    by: 'repeat.match: room',
    at: 'repeat.match',
    problem: 'repeat.match: expected one of asset, unit, found "room"',
  },
  'clocks that start at the acceptance, which are not kept': {
    file: 'choices.yaml',
    passage: 'clock.startsAt: reported',
    by: 'clock.startsAt: accepted',
    at: 'clock.startsAt',
    problem: 'clock.startsAt: expected reported, found "accepted"',
  },
  'pauses that count, which is not kept': {
    file: 'choices.yaml',
    passage: 'clock.pauses: excluded',
    by: 'clock.pauses: counted',
    at: 'clock.pauses',
    problem: 'clock.pauses: expected excluded, found "counted"',
  },
  'a repair as of the time stated, which is not kept': {
    file: 'choices.yaml',
    passage: 'clock.repairInstant: filed',
    by: 'clock.repairInstant: stated',
    at: 'clock.repairInstant',
    problem: 'clock.repairInstant: expected filed, found "stated"',
  },
  'a duration nobody can read': {
    file: 'faults.yaml',
    passage: 'onsite: PT1H',
    by: 'onsite: 1 hour',
    at: 'onsite: 1 hour',
    problem:
      'severities[0].onsite: expected an ISO 8601 duration above zero, as PT10M, PT1H30M or P3D, found "1 hour"',
  },
  'a day that does not exist': {
    file: 'contract.yaml',
    passage: 'signedOn: 2026-06-28',
    by: 'signedOn: 2026-02-30',
    at: 'signedOn',
    problem: 'signedOn: expected a day, as 2026-06-28, found "2026-02-30"',
  },
  'a period that begins on no day': {
    file: 'contract.yaml',
    passage: 'from: 06-28',
    by: 'from: 02-30',
    at: 'from: 02-30',
    problem: 'periods[2].from: expected a day of the calendar, found 2026-02-30',
  },
  'a rule without its clause': {
    file: 'payments.yaml',
    passage: '    clause: 附件二 一、1 第二期\n',
    by: '',
    at: 'no: 2',
    problem:
      'instalments[1].clause: expected the clause of the paper contract this rule comes from, as 一、3(6), found nothing',
  },
  'a period of a list that is not there': {
    file: 'contract.yaml',
    passage: 'lists: [2]',
    by: 'lists: [2, 7]',
    at: 'lists: [2, 7]',
    problem: 'periods[1].lists[1]: expected a list of equipment.csv, found 7',
  },
  'a list in two periods': {
    file: 'contract.yaml',
    passage: 'lists: [3]',
    by: 'lists: [3, 1]',
    at: 'lists: [3, 1]',
    problem: 'periods[2].lists[1]: expected a list of equipment.csv that no period above covers, found 1',
  },
  'a list in no period': {
    file: 'contract.yaml',
    passage: '    lists: [2]\n',
    by: '    services: [GUARANTEE]\n',
    at: 'L2-S1-01',
    problem: '[48].list_no: expected a list that a period of contract.yaml covers, found "2"',
  },
  'an item in no period': {
    file: 'contract.yaml',
    passage: '    items: [KA-LINK]\n',
    by: '    services: [GUARANTEE]\n',
    at: 'code: KA-LINK',
    problem: 'items[0].code: expected an item that a period covers, found "KA-LINK"',
  },
  'a period of nothing': {
    file: 'contract.yaml',
    passage: '    services: [GUARANTEE]\n',
    by: '',
    at: 'code: KEY_PERIOD',
    problem: 'periods[5]: expected lists, items or services that it covers, found none of them',
  },
  'an item code used twice': {
    file: 'equipment.csv',
    passage: '\nL1-S1-03,',
    by: '\nL1-S1-02,',
    at: 'L1-S1-02,1,应急指挥调度系统软硬件清单,1,市区县高清视频会议（会商）系统,,,3',
    problem: '[2].code: expected a code that is not used above, found "L1-S1-02"',
  },
  'a quantity of nothing': {
    file: 'equipment.csv',
    passage: '台,3,无线蓝牙麦克风',
    by: '台,0,无线蓝牙麦克风',
    at: '台,0,无线蓝牙麦克风',
    problem: '[2].quantity: expected a whole number of units above 0, found "0"',
  },
  'a line with a column too many': {
    file: 'equipment.csv',
    passage: '无线蓝牙麦克风,1\n',
    by: '无线蓝牙麦克风,1,1\n',
    at: '无线蓝牙麦克风,1,1',
    problem:
      'expected CSV that can be read, found Invalid Record Length: columns length is 16, got 17 on line 4',
  },
  'a list with two names': {
    file: 'equipment.csv',
    passage: 'L1-S1-03,1,应急指挥调度系统软硬件清单',
    by: 'L1-S1-03,1,调度清单',
    at: '调度清单',
    problem: '[2].list_name: expected 应急指挥调度系统软硬件清单, as list 1 is named above, found "调度清单"',
  },
  'a repair allowed less time than the arrival': {
    file: 'faults.yaml',
    passage: 'resolve: PT4H',
    by: 'resolve: PT30M',
    at: 'resolve: PT30M',
    problem: 'severities[0].resolve: expected no less than onsite, PT1H, found "PT30M"',
  },
  'an item code used twice, written otherwise': {
    file: 'equipment.csv',
    passage: '\nL1-S1-03,',
    by: '\nｌ1-s1-０2,',
    at: 'ｌ1-s1-０2,',
    problem: '[2].code: expected an item code: capitals, digits, - and _, as L1-S1-01, found "ｌ1-s1-０2"',
  },
  'a severity told twice': {
    file: 'faults.yaml',
    passage: 'code: GENERAL',
    by: 'code: MAJOR',
    at: 'code: MAJOR\n    name: 一般故障',
    problem: 'severities[1].code: expected a code that is not used above, found "MAJOR"',
  },
  'warnings that do not rise': {
    file: 'choices.yaml',
    passage: '[1/2, 4/5]',
    by: '[4/5, 1/2]',
    at: 'clock.warnAt',
    problem: 'clock.warnAt[1]: expected a part at least one percent above the one before, found "1/2"',
  },
  'a warning after the breach': {
    file: 'choices.yaml',
    passage: '[1/2, 4/5]',
    by: '[1/2, 6/5]',
    at: 'clock.warnAt',
    problem: 'clock.warnAt[1]: expected a part between 0 and 1, as 1/2, found "6/5"',
  },
  'an answer refused before it is due': {
    file: 'choices.yaml',
    passage: 'callback.open: P30D',
    by: 'callback.open: P2D',
    at: 'callback.open',
    problem: 'callback.open: expected no less than callback.due, P3D, found "P2D"',
  },
  'a holiday that ends before it begins': {
    file: 'contract.yaml',
    passage: 'to: 2026-10-07',
    by: 'to: 2026-09-07',
    at: '{ name: 国庆节',
    problem: 'holidays.off[6].to: expected 2026-10-01 or later, found "2026-09-07"',
  },
  'a sheet that is not of 100 points': {
    file: 'scores.yaml',
    passage: 'of: 30\n  goal: 98',
    by: 'of: 31\n  goal: 98',
    at: 'of: 5',
    problem: 'P1.of: expected P1 to P9 of 100 points together, found 101',
  },
  'instalments that are not the whole': {
    file: 'payments.yaml',
    passage: 'percent: 25',
    by: 'percent: 20',
    at: 'instalments:',
    problem: 'instalments: expected instalments of 100 percent together, found 95',
  },
  'instalments out of order': {
    file: 'payments.yaml',
    passage: 'no: 2',
    by: 'no: 4',
    at: 'no: 4',
    problem: 'instalments[1].no: expected 2, in order, found 4',
  },
  'a document that is named and not there': {
    file: 'payments.yaml',
    passage: 'ANNUAL_SUMMARY',
    by: 'YEARBOOK',
    at: 'serviceDocuments:',
    problem: 'serviceDocuments[4]: expected the code of a document in documents.yaml, found "YEARBOOK"',
  },
  'a scored document without its day': {
    file: 'documents.yaml',
    passage: '    due: { on: LAST_DAY_OF_PREVIOUS_MONTH, remindDays: 3 }\n',
    by: '',
    at: 'code: INSPECTION_PLAN',
    problem: 'documents[1].due: expected a due day, as it is scored, found nothing',
  },
  'levels out of order': {
    file: 'escalation.yaml',
    passage: 'level: 2\n',
    by: 'level: 3\n',
    at: 'level: 3\n    code: PROVIDER_LEAD',
    problem: 'levels[1].level: expected 2, in order, found 3',
  },
  'a level that waits for ever, though another follows': {
    file: 'escalation.yaml',
    passage: '    acknowledgeWithin: PT10M\n',
    by: '',
    at: 'level: 1',
    problem: 'levels[0].acknowledgeWithin: expected a time, as a level follows, found nothing',
  },
  'a reason that calls nobody': {
    file: 'escalation.yaml',
    passage: 'title: 备品备件不足, level: 2',
    by: 'title: 备品备件不足, level: 5',
    at: 'level: 5',
    problem: 'reasons[24].level: expected at most 4, found 5',
  },
  'a key used twice': {
    file: 'choices.yaml',
    passage: 'repeat.match: asset',
    by: 'repeat.windowDays: 60\nrepeat.match: asset',
    at: 'repeat.windowDays: 60',
    problem: 'expected YAML that can be read, found Map keys must be unique',
  },
};
