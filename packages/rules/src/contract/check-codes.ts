import type { FieldPath } from './contract-problem.js';
import type { Section } from './folder.js';
import type { Report } from './located.js';
import type { ContractSource } from './source.types.js';

interface Named {
  name: string;
  section: Section;
  path: FieldPath;
}

const inList = (entries: { code: string }[], section: Section, ...list: FieldPath): Named[] =>
  entries.map(({ code }, index) => ({ name: code, section, path: [...list, index, 'code'] }));

/** No two things of a kind share a code, a list has one name, documents named elsewhere exist. */
export function checkCodes(source: ContractSource, report: Report): void {
  const { contract, faults, inspections, documents, escalation, equipment, payments } = source;
  const reasons = escalation.reasons.map(({ reason }, index): Named => ({
    name: reason,
    section: 'escalation',
    path: ['reasons', index, 'reason'],
  }));
  const kinds = [
    [...inList(equipment, 'equipment'), ...inList(contract.items ?? [], 'contract', 'items')],
    inList(contract.periods, 'contract', 'periods'),
    inList(faults.severities, 'faults', 'severities'),
    inList(faults.faultTypes, 'faults', 'faultTypes'),
    inList(inspections.checklist, 'inspections', 'checklist'),
    inList(documents.documents, 'documents', 'documents'),
    inList(escalation.levels, 'escalation', 'levels'),
    reasons,
  ];
  for (const kind of kinds) {
    const seen = new Set<string>();
    for (const { name, section, path } of kind) {
      if (seen.has(name)) report(section, path, 'a code that is not used above', name);
      seen.add(name);
    }
  }
  checkListNames(source, report);
  const known = documents.documents.map((document) => document.code);
  payments.serviceDocuments.forEach((code, index) => {
    if (!known.includes(code))
      report('payments', ['serviceDocuments', index], 'a document of documents.yaml', code);
  });
}

function checkListNames({ equipment }: ContractSource, report: Report): void {
  const names = new Map<string, string>();
  for (const [index, row] of equipment.entries()) {
    const name = names.get(row.list_no) ?? row.list_name;
    names.set(row.list_no, name);
    if (name !== row.list_name)
      report('equipment', [index, 'list_name'], `${name}, the name of list ${row.list_no}`);
  }
}
