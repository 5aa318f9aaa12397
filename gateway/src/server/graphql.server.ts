import { DisposableSymbols } from '@graphql-hive/gateway-runtime';
import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { TokenVerifier } from '@zhishou/platform/auth/token';
import { createLogger } from '@zhishou/platform/log';
import type { FastifyInstance } from 'fastify';
import { createClientReader } from '../client/client.context.js';
import { mountFiles } from '../files/file.route.js';
import type { GatewaySettings } from '../gateway.settings.js';
import { HIVE, SETTINGS, VERIFY } from '../gateway.tokens.js';
import type { Hive } from '../hive.runtime.js';
import { mountHttp } from './http.route.js';
import { LiveStreams } from '../limits/live.streams.js';
import { mountSecurityHeaders } from './security.headers.js';
import { mountSocketCap } from './socket.cap.js';
import { mountToken } from './token.route.js';
import { mountWebSocket } from './websocket.route.js';

/** Puts Hive on the process's port, and takes it off again in order: subscriptions first, then requests, then Hive. */
@Injectable()
export class GraphqlServer implements OnModuleInit, BeforeApplicationShutdown, OnApplicationShutdown {
  private webSocket?: { stop(): Promise<void> };

  constructor(
    private readonly host: HttpAdapterHost,
    @Inject(HIVE) private readonly hive: Hive,
    @Inject(SETTINGS) private readonly settings: GatewaySettings,
    @Inject(VERIFY) private readonly verify: TokenVerifier,
    private readonly streams: LiveStreams,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    const { settings } = this;
    const logger = createLogger('gateway');
    const readClient = createClientReader(settings.trustedProxies, logger);
    const parts = { hive: this.hive, readClient, settings };
    mountSocketCap(fastify.server, settings);
    mountSecurityHeaders(fastify, settings);
    mountHttp(fastify, parts);
    mountFiles(fastify, { ...parts, logger });
    mountToken(fastify, { ...parts, logger });
    this.webSocket = mountWebSocket(fastify.server, { ...parts, verify: this.verify });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.streams.end();
    await this.webSocket?.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.hive[DisposableSymbols.asyncDispose]();
  }
}
