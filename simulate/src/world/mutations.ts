import type { Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { type Caller, sideOf } from '@zhishou/platform/auth/caller';
import { runInContext } from '@zhishou/platform/context';
import { inputValidation } from '@zhishou/platform/graphql/validation';
import type { OpenedApp } from './open-service.js';
import type { Person } from './people.js';

type Method = (...args: unknown[]) => unknown;

/** What is asked for at the top of the graph. */
const FIELDS = new Set<unknown>(['Mutation', 'Query']);

const RESOLVER_TYPE = 'graphql:resolver_type';
const VALIDATION = inputValidation();

interface Field {
  resolver: Record<string, Method>;
  /** of its arguments */
  types: Type[];
}

/** The fields of the graph that whoever plays a part asks for: the same input, checks and rights as for a client. */
export class Mutations {
  private readonly fields = new Map<string, Field>();

  constructor(apps: readonly OpenedApp[]) {
    for (const app of apps)
      for (const module of app.get(ModulesContainer).values())
        for (const { instance } of module.providers.values()) this.add(instance);
  }

  /** @throws UserError as a client would be answered */
  async ask<T>(name: string, by: Person, input: object): Promise<T> {
    const field = this.fields.get(name);
    if (!field) throw new Error(`the graph has no field ${name}`);
    const caller = callerOf(by);
    return runInContext({ requestId: 'req_simulation', address: '', caller }, async () => {
      const args: unknown[] = [];
      // who calls is an interface, of which nothing is left at run time
      for (const type of field.types) args.push(type === Object ? caller : await checked(input, type));
      return field.resolver[name]!(...args) as Promise<T>;
    });
  }

  private add(instance: unknown): void {
    if (typeof instance !== 'object' || instance === null) return;
    const prototype = Object.getPrototypeOf(instance) as object;
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (typeof value !== 'function' || !FIELDS.has(Reflect.getMetadata(RESOLVER_TYPE, value as Method)))
        continue;
      const types = Reflect.getMetadata('design:paramtypes', prototype, name) as Field['types'];
      this.fields.set(name, { resolver: instance as Field['resolver'], types });
    }
  }
}

const checked = (input: object, metatype: Type): Promise<unknown> =>
  VALIDATION.transform(input, { type: 'body', metatype });

const callerOf = ({ id, role, name }: Person): Caller => ({
  personId: id,
  name,
  role,
  side: sideOf(role),
  ndaSigned: true,
  tokenIssuedAt: 0,
  tokenExpiresAt: Number.MAX_SAFE_INTEGER,
  sessionId: 'simulation',
  sessionEpoch: 0,
});
