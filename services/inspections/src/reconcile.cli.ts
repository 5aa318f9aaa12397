import 'reflect-metadata';
import { reconcile } from '@zhishou/platform/process/reconciliation/reconcile.command';
import { CYCLES } from './cycle/cycle.table.js';
import { HAZARDS } from './hazard/hazard.table.js';
import { inspectionsDatabase } from './inspections.database.js';
import { MEASURES } from './measure/measure.table.js';
import { REVIEWS } from './review/review.table.js';
import { VISITS } from './visit/visit.table.js';

await reconcile(inspectionsDatabase(), [CYCLES, VISITS, HAZARDS, REVIEWS, MEASURES]);
