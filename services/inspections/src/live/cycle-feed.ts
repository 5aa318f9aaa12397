import { Inject, Injectable } from '@nestjs/common';
import type {
  CycleEventData,
  FindingData,
  FindingReportedData,
  HazardEventData,
  VisitEventData,
} from '@zhishou/messages/inspection-events';
import { TOPICS } from '@zhishou/messages/topics';
import type { Broker } from '@zhishou/platform/kafka/kafka';
import { LiveFeed } from '@zhishou/platform/live/live.feed';
import { BROKER } from '@zhishou/platform/tokens';

export interface CycleChange {
  cycleId: string;
}

type OfFinding = HazardEventData | FindingReportedData;
type Told = Partial<CycleEventData & VisitEventData & FindingData & Pick<OfFinding, 'cycleId'>>;

/** What happens to a month's inspection: to itself and its plan, its visits, and what they turn up and becomes of it. */
@Injectable()
export class CycleFeed extends LiveFeed<{ cycle: CycleChange }> {
  constructor(@Inject(BROKER) broker: Broker) {
    super(
      broker,
      { service: 'inspections', topic: TOPICS.inspections },
      {
        cycle: ({ data }) => {
          const { cycle, visit, finding, ...told } = data as Told;
          const cycleId = cycle?.id ?? visit?.cycleId ?? finding?.cycleId ?? told.cycleId;
          return cycleId === undefined ? null : { cycleId };
        },
      },
    );
  }
}
