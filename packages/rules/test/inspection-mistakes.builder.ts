import type { Mistake } from './contract-mistakes.builder.js';

/** Slips in inspections.yaml. */
export const INSPECTION_MISTAKES: Record<string, Mistake> = {
  'a check-list item for nothing': {
    file: 'inspections.yaml',
    passage: 'except: { assets: *unpowered }',
    by: 'except: {}',
    at: 'except: {}',
    problem: 'checklist[6].except: expected lists, subsystems or assets, found {}',
  },
  'a check-list item for a list that is not there': {
    file: 'inspections.yaml',
    passage: 'except: { assets: *unpowered }',
    by: 'except: { lists: [7] }',
    at: 'except: { lists: [7] }',
    problem: 'checklist[6].except.lists[0]: expected a list of equipment.csv, found 7',
  },
  'a check-list item for a subsystem that is not there': {
    file: 'inspections.yaml',
    passage: '{ list: 2, no: 2 }',
    by: '{ list: 3, no: 2 }',
    at: 'appliesTo: { subsystems',
    problem:
      'checklist[5].appliesTo.subsystems[1]: expected a subsystem of equipment.csv, found {"list":3,"no":2}',
  },
  'a check-list item for an asset that is not there': {
    file: 'inspections.yaml',
    passage: 'L3-01] # 卫星天线',
    by: 'L4-01] # 卫星天线',
    at: 'assets: [L2-S1-01',
    problem: 'checklist[4].appliesTo.assets[4]: expected the code of an asset, found "L4-01"',
  },
  'a check-list item that is asked of nothing': {
    file: 'inspections.yaml',
    passage: 'except: { assets: *unpowered }',
    by: 'except: { lists: [1, 2, 3] }',
    at: 'code: DUST',
    problem: 'checklist[6]: expected an item that applies to some asset, found none it applies to',
  },
  'a review that is due on the day it is asked for': {
    file: 'inspections.yaml',
    passage: 'dueDays: 7',
    by: 'dueDays: 0',
    at: 'dueDays: 0',
    problem:
      'reviews.dueDays: expected so many days after the day on which it is asked for is the review due, found 0',
  },
};
