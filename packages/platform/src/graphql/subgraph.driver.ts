import { Injectable } from '@nestjs/common';
import { ApolloFederationDriver } from '@nestjs/apollo';
import type { ApolloDriverConfig } from '@nestjs/apollo';
import type { Server } from 'node:http';
import { startSubscriptions } from './subscriptions.js';
import type { SubscriptionServer, SubscriptionParts } from './subscriptions.js';

export interface SubgraphConfig extends ApolloDriverConfig {
  subscriptionParts: Omit<SubscriptionParts, 'schema'>;
}

/** Apollo on Fastify, with subscriptions over WebSocket that answer errors as requests do and end with the process. */
@Injectable()
export class SubgraphDriver extends ApolloFederationDriver {
  private subscriptionServer?: SubscriptionServer;

  override async start(options: ApolloDriverConfig): Promise<void> {
    await super.start(options);
    const { schema, subscriptionParts } = options as SubgraphConfig;
    const server = this.httpAdapterHost.httpAdapter.getHttpServer() as Server;
    if (schema?.getSubscriptionType())
      this.subscriptionServer = startSubscriptions(server, { schema, ...subscriptionParts });
  }

  override async stop(): Promise<void> {
    await this.subscriptionServer?.stop();
    await super.stop();
  }
}
