import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { hazardList, plan } from '../test/month.builder.js';
import { hazardListDocx } from './hazard-list.js';
import { monthlyPlanXlsx } from './monthly-plan.js';
import { Printer } from './printer.js';

const STAYS = new AbortController().signal;

describe('the printer', () => {
  let printer: Printer;
  beforeEach(() => {
    printer = new Printer();
  });
  afterEach(() => printer.close());

  it('prints the same bytes as are written here', async () => {
    const [docx, xlsx] = await Promise.all([
      printer.print({ print: 'hazardListDocx', paper: hazardList }, STAYS),
      printer.print({ print: 'monthlyPlanXlsx', paper: plan }, STAYS),
    ]);
    expect(Buffer.compare(docx, await hazardListDocx(hazardList))).toBe(0);
    expect(Buffer.compare(xlsx, await monthlyPlanXlsx(plan))).toBe(0);
  });

  it('drops what it makes when the reader leaves, and prints for the next', async () => {
    const long = { ...hazardList, hazards: Array.from({ length: 20_000 }, () => hazardList.hazards[0]!) };
    const gone = new AbortController();
    const printing = printer.print({ print: 'hazardListDocx', paper: long }, gone.signal);
    const left = new Error('left');
    gone.abort(left);
    await expect(printing).rejects.toBe(left);
    const next = await printer.print({ print: 'hazardListDocx', paper: hazardList }, STAYS);
    expect(next.length).toBeGreaterThan(1_000);
  });

  it('says what is wrong with a document that cannot be made', async () => {
    const paper = { ...hazardList, month: '2026-13' };
    await expect(printer.print({ print: 'hazardListDocx', paper }, STAYS)).rejects.toThrow(
      'not a month: 2026-13',
    );
  });
});
