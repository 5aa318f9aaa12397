import type { StepRequest } from '@zhishou/messages/case-process';
import type { AnyCaseTable } from '@zhishou/platform/process/case-table';
import { systemStep } from '@zhishou/platform/process/system-step';
import { type DueMark, marksOf } from '@zhishou/rules/clock';
import { nextCycleStep } from '@zhishou/rules/inspection/cycle';
import type { CycleCase } from '@zhishou/rules/inspection/cycle-case';
import { nextVisitStep } from '@zhishou/rules/inspection/visit';
import type { VisitCase } from '@zhishou/rules/inspection/visit-case';
import type { Case, Refusal, Step } from '@zhishou/rules/life';
import type pg from 'pg';
import type { Follow } from './follow.js';
import type { OpenedService } from './open-service.js';

/** A case that something may still happen to of itself. */
interface Carried {
  service: OpenedService;
  table: AnyCaseTable;
  id: string;
  one: Case;
  /** marks that were told */
  settled: Set<string>;
}

/** The step that nobody has to ask for, by kind: what the workflow of that kind takes. */
const OWN_STEPS: Record<string, (one: Case) => { step: Step; at: number } | null> = {
  cycle: (one) => nextCycleStep(one as CycleCase),
  visit: (one) => nextVisitStep(one as VisitCase),
};

const keyOf = ({ clock, mark }: Pick<DueMark, 'clock' | 'mark'>): string => `${clock}/${mark}`;

/**
 * Carries cases from step to step on made-up time, as their workflows would: a step is recorded by the activity that
 * workflows call, a mark is claimed when its time has come, a step that nobody asks for is taken at its instant.
 */
export class Carrier {
  private readonly carried = new Map<string, Carried>();
  private readonly tables: { service: OpenedService; table: AnyCaseTable }[] = [];
  /** finds what was opened, by table */
  private readonly fresh: string[] = [];

  constructor(
    private readonly client: pg.Client,
    private readonly now: () => number,
    private readonly follow: Follow,
  ) {}

  /** Takes over the sending of steps of this service. */
  serve(service: OpenedService): void {
    service.sender.send = (table, row, request) => this.take(service, table, row.id, request);
    for (const { table } of service.recordings) {
      const { tableName } = service.db.getMetadata(table.entity);
      const place = this.tables.push({ service, table }) - 1;
      this.fresh.push(
        `SELECT ${place} AS place, id FROM ${service.name}.${tableName} WHERE process_started_at IS NULL`,
      );
    }
  }

  /** Carries the cases that were opened since it was asked last. */
  async takeUp(): Promise<void> {
    const { rows } = await this.client.query<{ place: number; id: string }>(this.fresh.join(' UNION ALL '));
    for (const { place, id } of rows) {
      const { service, table } = this.tables[place]!;
      const repository = service.db.getRepository(table.entity);
      await repository.update({ id }, { processStartedAt: new Date(this.now()) });
      const { process: one } = await repository.findOneByOrFail({ id });
      this.carried.set(`${table.kind}/${id}`, { service, table, id, one, settled: new Set() });
    }
  }

  /** When something happens of itself next, ms. */
  nextWake(): number {
    let next = Infinity;
    for (const each of this.carried.values()) next = Math.min(next, this.wakeOf(each));
    return next;
  }

  /** Does what is due by now. */
  async wake(): Promise<void> {
    for (const each of [...this.carried.values()]) {
      if (this.wakeOf(each) > this.now()) continue;
      const marks = this.openMarks(each).filter((mark) => mark.at < this.now());
      if (marks.length > 0) {
        const { settled } = await each.service.activities.claimMarks({
          kind: each.table.kind,
          caseId: each.id,
          marks,
        });
        settled.forEach((mark) => each.settled.add(keyOf(mark)));
      }
      const own = this.ownStep(each);
      if (own && own.at <= this.now()) await this.takeOwn(each, own.step);
      this.letGo(each);
    }
  }

  private async takeOwn({ service, table, id, one }: Carried, step: Step): Promise<void> {
    const actor = `system:${table.kind}`;
    const refusal = await this.take(
      service,
      table,
      id,
      systemStep({ actor, because: `${id}/${one.version}`, step }),
    );
    if (refusal) throw new Error(`${table.kind} ${id} does not take ${step.action}: ${refusal.message}`);
  }

  private async take(
    service: OpenedService,
    table: AnyCaseTable,
    id: string,
    request: StepRequest,
  ): Promise<Refusal | null> {
    const repository = service.db.getRepository(table.entity);
    const { process: before } = await repository.findOneByOrFail({ id });
    const refusal = table.life.refusal(before, request.step, request.by, this.now());
    if (refusal) return refusal;
    const { at } = await service.activities.recordTransition({
      ...request,
      kind: table.kind,
      caseId: id,
      version: before.version + 1,
    });
    const after = table.life.apply(before, request.step, at);
    const known = this.carried.get(`${table.kind}/${id}`);
    const each = known ?? { service, table, id, one: after, settled: new Set<string>() };
    each.one = after;
    this.carried.set(`${table.kind}/${id}`, each);
    this.letGo(each);
    await this.follow(table.kind, before, after);
    return null;
  }

  private letGo(each: Carried): void {
    const isOver = each.table.life.isFinal(each.one) && this.wakeOf(each) === Infinity;
    if (isOver) this.carried.delete(`${each.table.kind}/${each.id}`);
  }

  private wakeOf(each: Carried): number {
    const own = this.ownStep(each);
    return Math.min(own?.at ?? Infinity, ...this.openMarks(each).map(({ at }) => at + 1));
  }

  private ownStep({ table, one }: Carried) {
    return OWN_STEPS[table.kind]?.(one) ?? null;
  }

  private openMarks({ table, one, settled }: Carried): DueMark[] {
    return table.life
      .clocks(one)
      .flatMap(marksOf)
      .filter((mark) => !settled.has(keyOf(mark)));
  }
}
