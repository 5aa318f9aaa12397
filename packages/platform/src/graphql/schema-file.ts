import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { graphql } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { rulesOf } from '../auth/guard-schema.js';
import type { Rule } from '../auth/rule.js';

/** Builds a service's guarded schema without starting anything: no database, no environment. */
export async function buildServiceSchema(module: Type): Promise<GraphQLSchema> {
  const app = await NestFactory.create(module, new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  await app.init();
  const { schema } = app.get(GraphQLSchemaHost);
  await app.close();
  return schema;
}
