import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { graphql } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { rulesOf } from '../auth/guard-schema.js';
import { ALL_ROLES } from '../auth/roles.js';
import type { Rule } from '../auth/rule.js';

/** Builds a service's guarded schema without starting anything: no database, no environment. */
async function buildServiceSchema(module: Type): Promise<GraphQLSchema> {
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

export interface ServiceSchemaFiles {
  /** the module that holds the service's resolvers */
  module: Type;
  /** where `schema.graphql` and `access.json` are kept */
  folder: string;
}

/**
 * Writes `schema.graphql` (the subgraph as it is served) and `access.json` (each field's rule) of a service; with
 * `--check` among the arguments compares them with what is there instead, and exits 1 when they differ.
 */
export async function writeSchema({ module, folder }: ServiceSchemaFiles): Promise<void> {
  const schema = await buildServiceSchema(module);
  const files: [string, string][] = [
    ['schema.graphql', await subgraphText(schema)],
    ['access.json', accessText(schema)],
  ];
  for (const [name, text] of files) {
    const path = join(folder, name);
    if (!process.argv.includes('--check')) await writeFile(path, text);
    else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
      process.stderr.write(`${path} is not what the code says; write it anew\n`);
      process.exitCode = 1;
    }
  }
}

async function subgraphText(schema: GraphQLSchema): Promise<string> {
  const { data, errors } = await graphql({ schema, source: '{ _service { sdl } }' });
  if (errors?.[0]) throw errors[0];
  const { sdl } = (data as { _service: { sdl: string } })._service;
  return `${sdl.trim()}\n`;
}

/** `{"Type.field": "PUBLIC" | "ENROLLING" | "SIGNED_IN" | [roles]}`, without federation's own fields. */
function accessText(schema: GraphQLSchema): string {
  const rules = rulesOf(schema)
    .filter(({ type, field }) => !`${type}${field}`.includes('_'))
    .map(({ type, field, rule }): [string, string | readonly string[]] => [
      `${type}.${field}`,
      shown(rule as Rule),
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(rules), null, 2)}\n`;
}

const shown = (rule: Rule) =>
  rule.kind === 'ROLES' ? ALL_ROLES.filter((role) => rule.roles.includes(role)) : rule.kind;
