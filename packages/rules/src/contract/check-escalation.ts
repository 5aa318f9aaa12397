import type { Report } from './located.js';
import type { ContractSource } from './source.types.js';

/** Levels 1, 2, 3 … each with its time to acknowledge, save the last; reasons call levels that exist. */
export function checkEscalation({ escalation, documents }: ContractSource, report: Report): void {
  const { levels, reasons } = escalation;
  levels.forEach(({ level, acknowledgeWithin }, index) => {
    const at = (field: string): [string, number, string] => ['levels', index, field];
    const isLast = index === levels.length - 1;
    if (level !== index + 1) report('escalation', at('level'), `${index + 1}, in order`);
    if (!isLast && acknowledgeWithin === undefined)
      report('escalation', at('acknowledgeWithin'), 'a time, as a level follows');
    if (isLast && acknowledgeWithin !== undefined)
      report('escalation', at('acknowledgeWithin'), 'nothing, as no level follows');
  });
  reasons.forEach(({ level, majorLevel }, index) => {
    if (level > levels.length) report('escalation', ['reasons', index, 'level'], `at most ${levels.length}`);
    if (majorLevel === undefined) return;
    if (majorLevel < level || majorLevel > levels.length)
      report('escalation', ['reasons', index, 'majorLevel'], `from ${level} to ${levels.length}`);
  });
  documents.documents.forEach(({ scoredIn, due }, index) => {
    if (scoredIn && !due) report('documents', ['documents', index, 'due'], 'a due day, as it is scored');
  });
}
