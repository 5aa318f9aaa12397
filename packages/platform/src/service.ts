import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { runInContext } from './context.js';
import type { RequestContext } from './context.js';
import { checkEnv, EnvError, readEnv } from './env.js';
import { ErrorsFilter } from './graphql/errors.filter.js';
import { requestContextOf } from './graphql/graphql-context.js';
import { inputValidation } from './graphql/validation.js';
import { registerHealth } from './health/health.js';
import type { Probe } from './health/health.js';
import { createLogger, nestLogger } from './log.js';
import type { Logger } from './log.js';
import { guardBodies } from './request-body.js';

const BODY_LIMIT_BYTES = 2_000_000;
const SHUTDOWN_LIMIT_MS = 15_000;

export interface ServiceOptions {
  /** the process's name in logs */
  name: string;
  module: Type;
  /** what the process needs to be ready */
  probes: (app: NestFastifyApplication) => Probe[];
  /** what the module will read of the environment, to be complained about together before anything starts */
  env?: (() => unknown)[];
}

const readAddress = () =>
  readEnv((env) => ({ host: env.text('HOST', { default: '127.0.0.1' }), port: env.port('PORT') }));

const readPatience = () => readEnv((env) => env.number('REQUEST_WITHIN_MS', { default: 30_000 }));

/**
 * Boots a module on Fastify at HOST:PORT with health, request context, input validation and error answers, and shuts
 * it down in order on SIGTERM or SIGINT (exit 0). A boot that cannot succeed ends with one log line and exit 1.
 */
export async function runService(options: ServiceOptions): Promise<void> {
  const logger = createLogger(options.name);
  process.on('unhandledRejection', (error) => logger.error({ err: error }, 'a rejection nobody waited for'));
  try {
    checkEnv([readAddress, readPatience, ...(options.env ?? [])]);
    const { host, port } = readAddress();
    const booting: { app?: NestFastifyApplication } = {};
    stopOnSignal(booting, logger);
    const app = await createService(options);
    booting.app = app;
    await app.listen(port, host);
    logger.info({ host, port }, 'listening');
  } catch (error) {
    if (error instanceof EnvError) logger.fatal(error.message);
    else logger.fatal({ err: error }, 'could not start');
    process.exit(1);
  }
}

/** The application of {@link runService} before it listens; tests listen on a port of their own. */
export async function createService(options: ServiceOptions): Promise<NestFastifyApplication> {
  const logger = createLogger(options.name);
  const withinMs = readPatience();
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: 'idle',
    http: { headersTimeout: withinMs, connectionsCheckingInterval: Math.ceil(withinMs / 10) },
  });
  guardBodies(adapter.getInstance(), withinMs);
  keepRequestContext(adapter.getInstance());
  const app = await NestFactory.create<NestFastifyApplication>(options.module, adapter, {
    logger: nestLogger(logger),
    abortOnError: false,
  });
  app.useGlobalFilters(new ErrorsFilter(logger));
  app.useGlobalPipes(inputValidation());
  registerHealth(adapter.getInstance(), options.probes(app));
  return app;
}

// Parsing a body leaves the context of its first hook behind, so it is entered again after that.
function keepRequestContext(server: FastifyInstance): void {
  const contexts = new WeakMap<object, RequestContext>();
  server.addHook('onRequest', (request, reply, done) => {
    const context = requestContextOf(request.headers, request.ip);
    contexts.set(request, context);
    reply.header('x-request-id', context.requestId);
    runInContext(context, done);
  });
  server.addHook('preHandler', (request, _reply, done) => {
    const context = contexts.get(request);
    if (context) runInContext(context, done);
    else done();
  });
}

function stopOnSignal(running: { app?: NestFastifyApplication }, logger: Logger): void {
  const stop = (signal: string) => {
    logger.info({ signal }, 'stopping');
    setTimeout(() => {
      logger.error('stopping took too long');
      process.exit(1);
    }, SHUTDOWN_LIMIT_MS).unref();
    const closed = running.app?.close() ?? Promise.resolve();
    closed.then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
