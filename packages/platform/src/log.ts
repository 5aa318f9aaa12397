import type { LoggerService } from '@nestjs/common';
import pino from 'pino';
import type { Logger as PinoLogger } from 'pino';
import { currentRequestId } from './context.js';

export type Logger = PinoLogger;

const SECRET_KEY =
  /^(authorization|cookie|password|passwordhash|secret|token|accesstoken|refreshtoken|devicetoken|phone|callerphone)$/i;
const MAX_DEPTH = 6;

/** Copies plain objects and arrays, with what must never be logged replaced; anything else stays as it is. */
function redact(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      SECRET_KEY.test(key) ? '[redacted]' : redact(item, depth + 1),
    ]),
  );
}

// A database error carries the statement's parameters: names, phones, hashes. Only these go to the log.
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return redact(error);
  const { name, message, stack, cause } = error;
  const code = (error as { code?: unknown }).code;
  return { type: name, message, stack, code, cause: cause === undefined ? undefined : serializeError(cause) };
}

/** JSON lines on stdout: level, time, process, requestId (while a request is being served), msg. */
export function createLogger(process: string, destination?: pino.DestinationStream): Logger {
  const level = globalThis.process.env.LOG_LEVEL ?? 'info';
  return pino(
    {
      level,
      base: { process },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: serializeError, error: serializeError },
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redact(fields) as Record<string, unknown>,
      },
      mixin: () => {
        const requestId = currentRequestId();
        return requestId === undefined ? {} : { requestId };
      },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
}

/** What Nest says of an error at boot that it throws as well: whoever boots reports it. */
const FAILED_BOOT = 'ExceptionHandler';

/** Nest's own messages: its start-up chatter is of no use to an operator and goes to `debug`. */
export function nestLogger(logger: Logger): LoggerService {
  const write =
    (level: 'debug' | 'warn' | 'error' | 'fatal') =>
    (message: unknown, ...rest: unknown[]) => {
      const context = rest.at(-1);
      if (context === FAILED_BOOT) return;
      if (message instanceof Error) logger[level]({ err: message, context }, message.message);
      else logger[level]({ context, stack: rest.length > 1 ? rest[0] : undefined }, String(message));
    };
  return {
    log: write('debug'),
    debug: write('debug'),
    verbose: write('debug'),
    warn: write('warn'),
    error: write('error'),
    fatal: write('fatal'),
  };
}
