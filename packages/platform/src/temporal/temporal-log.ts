import { DefaultLogger, type LogLevel, Runtime } from '@temporalio/worker';
import type { Logger } from '../log.js';

const LEVELS = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
} as const satisfies Record<LogLevel, string>;

/**
 * Temporal's own lines, those of its native core too, go the way of ours: one format, one stream. Call it before
 * anything of Temporal's worker.
 */
export function logTemporalTo(logger: Logger): void {
  const bridge = new DefaultLogger('INFO', ({ level, message, meta }) =>
    logger[LEVELS[level]]({ ...meta }, message),
  );
  Runtime.install({
    logger: bridge,
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } },
  });
}
