import { SigningKey } from './key/signing-key.entity.js';
import { NdaAgreement } from './nda/nda-agreement.entity.js';
import { Contact } from './person/contact.entity.js';
import { Person } from './person/person.entity.js';
import { DutyShift } from './roster/duty-shift.entity.js';
import { RefreshToken, SessionRecord } from './session/session.entity.js';

export const DIRECTORY_SCHEMA = 'directory';

export const DIRECTORY_ENTITIES = [
  Person,
  Contact,
  NdaAgreement,
  DutyShift,
  SessionRecord,
  RefreshToken,
  SigningKey,
];
