import type { AnyRecording } from '@zhishou/platform/process/recording';
import { INSTALMENT_RECORDING } from './instalment/instalment.recording.js';
import { SETTLEMENT_RECORDING } from './settlement/settlement.recording.js';
import { SHEET_RECORDING } from './sheet/sheet.recording.js';

/** Every kind of case of this service, with what its steps and marks bring about. */
export const RECORDINGS: readonly AnyRecording[] = [
  SHEET_RECORDING,
  SETTLEMENT_RECORDING,
  INSTALMENT_RECORDING,
];
