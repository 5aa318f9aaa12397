import type { Check, Report } from './check.types.js';
import type { FieldPath } from './contract-problem.js';
import type { Section } from './folder.js';
import type { ContractSource } from './source.types.js';

interface Named {
  name: string;
  section: Section;
  path: FieldPath;
}

const listed = (names: string[], section: Section, list: FieldPath, field: string): Named[] =>
  names.map((name, index) => ({ name, section, path: [...list, index, field] }));

const codesOf = (entries: { code: string }[]): string[] => entries.map(({ code }) => code);

/** The first to bear a name keeps it. */
function reportRepeated(all: Named[], report: Report): void {
  const seen = new Set<string>();
  for (const { name, section, path } of all) {
    if (seen.has(name)) report(section, path, 'a code that is not used above');
    seen.add(name);
  }
}

const unique = (
  section: Section,
  list: string,
  names: (source: ContractSource) => string[],
  field = 'code',
): Check => ({
  needs: [section],
  run: (source, report) => reportRepeated(listed(names(source), section, [list], field), report),
});

const CHECK_ITEMS: Check = {
  needs: ['equipment', 'contract'],
  run({ equipment, contract }, report) {
    const items = listed(codesOf(contract.items ?? []), 'contract', ['items'], 'code');
    reportRepeated([...listed(codesOf(equipment), 'equipment', [], 'code'), ...items], report);
  },
};

const CHECK_LIST_NAMES: Check = {
  needs: ['equipment'],
  run({ equipment }, report) {
    const names = new Map<string, string>();
    equipment.forEach(({ list_no: list, list_name: name }, index) => {
      const first = names.get(list) ?? name;
      names.set(list, first);
      if (name !== first)
        report('equipment', [index, 'list_name'], `${first}, as list ${list} is named above`);
    });
  },
};

/** No two things of a kind share a code; a list has one name. */
export const CODE_CHECKS: Check[] = [
  CHECK_ITEMS,
  CHECK_LIST_NAMES,
  unique('contract', 'periods', ({ contract }) => codesOf(contract.periods)),
  unique('faults', 'severities', ({ faults }) => codesOf(faults.severities)),
  unique('faults', 'faultTypes', ({ faults }) => codesOf(faults.faultTypes)),
  unique('inspections', 'checklist', ({ inspections }) => codesOf(inspections.checklist)),
  unique('documents', 'documents', ({ documents }) => codesOf(documents.documents)),
  unique('escalation', 'levels', ({ escalation }) => codesOf(escalation.levels)),
  unique(
    'escalation',
    'reasons',
    ({ escalation }) => escalation.reasons.map(({ reason }) => reason),
    'reason',
  ),
];
