import { appliesTo } from './applies-to.js';
import type { Check, Report } from './check.types.js';
import type { FieldPath } from './contract-problem.js';
import { resolveChecklistItem } from './resolve-checklist.js';
import type { ChecklistSource, ContractSource } from './source.types.js';

/** What a selection of assets may name. */
interface Known {
  lists: ReadonlySet<string>;
  subsystems: ReadonlySet<string>;
  assets: ReadonlySet<string>;
}

const knownOf = ({ equipment, contract }: ContractSource): Known => ({
  lists: new Set(equipment.map((row) => row.list_no)),
  subsystems: new Set(equipment.map((row) => `${row.list_no} ${row.subsystem_no}`)),
  assets: new Set([...equipment, ...(contract.items ?? [])].map(({ code }) => code)),
});

function reportUnknown(
  selection: ChecklistSource['except'] = {},
  known: Known,
  at: FieldPath,
  report: Report,
): void {
  const { lists = [], subsystems = [], assets = [] } = selection;
  const names = {
    lists: [lists.map(String), 'a list of equipment.csv'],
    subsystems: [subsystems.map(({ list, no }) => `${list} ${no}`), 'a subsystem of equipment.csv'],
    assets: [assets, 'the code of an asset'],
  } as const;
  for (const field of ['lists', 'subsystems', 'assets'] as const) {
    const [named, what] = names[field];
    named.forEach((name, index) => {
      if (!known[field].has(name)) report('inspections', [...at, field, index], what);
    });
  }
}

/** Items name assets that are there; each asks something, and no line of the equipment lists goes unasked (一、3(3)1). */
export const CHECK_CHECKLIST: Check = {
  needs: ['inspections', 'equipment', 'contract'],
  run(source, report) {
    const { equipment, contract, inspections } = source;
    const known = knownOf(source);
    const assets = [
      ...equipment.map((row) => ({
        code: row.code,
        listNo: Number(row.list_no),
        subsystemNo: row.subsystem_no ? Number(row.subsystem_no) : null,
      })),
      ...(contract.items ?? []).map(({ code }) => ({ code, listNo: 0, subsystemNo: null })),
    ];
    const items = inspections.checklist.map(resolveChecklistItem);
    inspections.checklist.forEach(({ appliesTo: named, except }, index) => {
      reportUnknown(named, known, ['checklist', index, 'appliesTo'], report);
      reportUnknown(except, known, ['checklist', index, 'except'], report);
      if (!assets.some((asset) => appliesTo(items[index]!, asset)))
        report(
          'inspections',
          ['checklist', index],
          'an item that applies to some asset',
          'none it applies to',
        );
    });
    equipment.forEach(({ code }, index) => {
      if (!items.some((item) => appliesTo(item, assets[index]!)))
        report('equipment', [index, 'code'], 'an asset that some item of the check-list applies to', code);
    });
  },
};
