import { ATTACHMENT_ENTITIES } from '@zhishou/attachments/attachment.database';
import { Attachments1796200000000 } from '@zhishou/attachments/attachments.migration';
import { AuditFeed1784300000000 } from '@zhishou/platform/audit/audit-feed.migration';
import { ContractVersion } from '@zhishou/platform/contract/contract-version.entity';
import { Contracts1796310000000 } from '@zhishou/platform/contract/contract.migration';
import { FoldedText1784510000000 } from '@zhishou/platform/db/folded-text.migration';
import { dataSourceOptions } from '@zhishou/platform/db/data-source';
import { Housekeeping1796100000000 } from '@zhishou/platform/janitor/housekeeping.migration';
import { SessionEnds1795737600000 } from '@zhishou/platform/people/session-ends.migration';
import { PROCESS_ENTITIES } from '@zhishou/platform/process/process.entities';
import { Process1796300000000 } from '@zhishou/platform/process/process.migration';
import { OpenAlarm } from './alarm/open-alarm.entity.js';
import { MonthlyCall } from './call/call.entity.js';
import { Cycle } from './cycle/cycle.entity.js';
import { FaultStanding } from './fault/fault-standing.entity.js';
import { Finding } from './finding/finding.entity.js';
import { GuaranteeShift } from './guarantee/guarantee-shift.entity.js';
import { GuaranteeTask } from './guarantee/guarantee-task.entity.js';
import { Hazard } from './hazard/hazard.entity.js';
import { JointTest } from './joint-test/joint-test.entity.js';
import { Measure } from './measure/measure.entity.js';
import { Cycles1796400000000 } from './migrations/1796400000000-cycles.migration.js';
import { Records1796410000000 } from './migrations/1796410000000-records.migration.js';
import { Summaries1796420000000 } from './migrations/1796420000000-summaries.migration.js';
import { Guarantee1796430000000 } from './migrations/1796430000000-guarantee.migration.js';
import { JointTestDetails1796480000000 } from './migrations/1796480000000-joint-test-details.migration.js';
import { RosterGaps1796470000000 } from './migrations/1796470000000-roster-gaps.migration.js';
import { References1796450000000 } from './migrations/1796450000000-references.migration.js';
import { Photos1796440000000 } from './migrations/1796440000000-photos.migration.js';
import { Pruning1796485000000 } from './migrations/1796485000000-pruning.migration.js';
import { EarlyEnd1796486000000 } from './migrations/1796486000000-early-end.migration.js';
import { Reviews1796460000000 } from './migrations/1796460000000-reviews.migration.js';
import { ReviewPruning1796487000000 } from './migrations/1796487000000-review-pruning.migration.js';
import { OpenAlarms1796488000000 } from './migrations/1796488000000-open-alarms.migration.js';
import { FindingRank1796489000000 } from './migrations/1796489000000-finding-rank.migration.js';
import { RecordStarts1796490000000 } from './migrations/1796490000000-record-starts.migration.js';
import { KeptForGood1796491000000 } from './migrations/1796491000000-kept-for-good.migration.js';
import { FaultStandings1796492000000 } from './migrations/1796492000000-fault-standings.migration.js';
import { HazardProposal1796493000000 } from './migrations/1796493000000-hazard-proposal.migration.js';
import { Visits1782576000000 } from './migrations/1782576000000-visits.migration.js';
import { Plan } from './plan/plan.entity.js';
import { ReferenceDocument } from './reference/reference-document.entity.js';
import { ReferenceVersion } from './reference/reference-version.entity.js';
import { VisitRecord } from './record/record.entity.js';
import { ReviewReport } from './review/review-report.entity.js';
import { Review } from './review/review.entity.js';
import { MonthlySummary } from './summary/summary.entity.js';
import { CheckEntry } from './visit/check-entry.entity.js';
import { Visit } from './visit/visit.entity.js';

export const INSPECTIONS_SCHEMA = 'inspections';

export const INSPECTIONS_ENTITIES = [
  ...PROCESS_ENTITIES,
  ...ATTACHMENT_ENTITIES,
  CheckEntry,
  ContractVersion,
  Cycle,
  FaultStanding,
  Finding,
  GuaranteeShift,
  GuaranteeTask,
  Hazard,
  JointTest,
  Measure,
  MonthlyCall,
  MonthlySummary,
  OpenAlarm,
  Plan,
  Review,
  ReviewReport,
  ReferenceDocument,
  ReferenceVersion,
  Visit,
  VisitRecord,
];

/** The service's schema, what stands in it and what makes it; `url` default: DATABASE_URL. */
export const inspectionsDatabase = (url?: string) =>
  dataSourceOptions({
    schema: INSPECTIONS_SCHEMA,
    entities: INSPECTIONS_ENTITIES,
    migrations: [
      Visits1782576000000,
      AuditFeed1784300000000,
      FoldedText1784510000000,
      SessionEnds1795737600000,
      Housekeeping1796100000000,
      Process1796300000000,
      Contracts1796310000000,
      Cycles1796400000000,
      Records1796410000000,
      Summaries1796420000000,
      Guarantee1796430000000,
      Reviews1796460000000,
      RosterGaps1796470000000,
      JointTestDetails1796480000000,
      Attachments1796200000000,
      Photos1796440000000,
      Pruning1796485000000,
      EarlyEnd1796486000000,
      ReviewPruning1796487000000,
      OpenAlarms1796488000000,
      FindingRank1796489000000,
      RecordStarts1796490000000,
      KeptForGood1796491000000,
      FaultStandings1796492000000,
      HazardProposal1796493000000,
      References1796450000000,
    ],
    url,
  });
