import { AuditFeed1784300000000 } from '@zhishou/platform/audit/audit-feed.migration';
import { FoldedText1784510000000 } from '@zhishou/platform/db/folded-text.migration';
import { Housekeeping1796100000000 } from '@zhishou/platform/janitor/housekeeping.migration';
import { AuditEntry } from './audit/audit-entry.entity.js';
import { SigningKey } from './key/signing-key.entity.js';
import { MachineAccount } from './machine/machine-account.entity.js';
import { AuditLog1784400000000 } from './migrations/audit-log.migration.js';
import { AuditLogKept1796000000000 } from './migrations/audit-log-kept.migration.js';
import { DutyGaps1796083200000 } from './migrations/duty-gaps.migration.js';
import { MachineAccounts1795564800000 } from './migrations/machine-accounts.migration.js';
import { NdaAskedAgain1795910400000 } from './migrations/nda-asked-again.migration.js';
import { OutsideIdentity1795392000000 } from './migrations/outside-identity.migration.js';
import { SessionEpoch1795737600000 } from './migrations/session-epoch.migration.js';
import { SignInThrottle1796172800000 } from './migrations/sign-in-throttle.migration.js';
import { Start1782576000000 } from './migrations/start.migration.js';
import { Totp1796200000000 } from './migrations/totp.migration.js';
import { NdaAgreement } from './nda/nda-agreement.entity.js';
import { OutsideIdentity } from './oidc/outside-identity.entity.js';
import { Contact } from './person/contact.entity.js';
import { Person } from './person/person.entity.js';
import { DutyGap } from './roster/duty-gap.entity.js';
import { DutyShift } from './roster/duty-shift.entity.js';
import { RefreshToken, SessionRecord } from './session/session.entity.js';
import { RecoveryCode, Totp } from './totp/totp.entity.js';

export const DIRECTORY_SCHEMA = 'directory';

export const DIRECTORY_ENTITIES = [
  Person,
  Contact,
  NdaAgreement,
  DutyShift,
  DutyGap,
  SessionRecord,
  RefreshToken,
  Totp,
  RecoveryCode,
  SigningKey,
  OutsideIdentity,
  MachineAccount,
  AuditEntry,
];

export const DIRECTORY_MIGRATIONS = [
  Start1782576000000,
  OutsideIdentity1795392000000,
  AuditFeed1784300000000,
  AuditLog1784400000000,
  MachineAccounts1795564800000,
  FoldedText1784510000000,
  SessionEpoch1795737600000,
  NdaAskedAgain1795910400000,
  AuditLogKept1796000000000,
  Housekeeping1796100000000,
  DutyGaps1796083200000,
  SignInThrottle1796172800000,
  Totp1796200000000,
];
