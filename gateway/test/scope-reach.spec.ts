import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { opensInside, SCOPES } from '@zhishou/platform/auth/scopes';
import { buildSchema, getNamedType, isObjectType } from 'graphql';

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../supergraph.graphql'), 'utf8'), {
  assumeValid: true,
});
const committed = JSON.parse(readFileSync(join(import.meta.dirname, 'scope-reach.json'), 'utf8')) as object;

/** All that a token of one scope reaches from the root fields it opens, by nesting. */
function reachOf(scope: keyof typeof SCOPES): Record<string, string[]> {
  const reached: Record<string, string[]> = {};
  const visit = (typeName: string): void => {
    const type = schema.getType(typeName);
    if (!isObjectType(type) || reached[typeName]) return;
    const fields = Object.values(type.getFields()).filter(({ name }) =>
      opensInside([scope], `${typeName}.${name}`),
    );
    reached[typeName] = fields.map(({ name }) => name).sort();
    for (const { type: answer } of fields) visit(getNamedType(answer).name);
  };
  for (const root of SCOPES[scope].fields) {
    const [typeName = '', name = ''] = root.split('.');
    const type = schema.getType(typeName);
    if (isObjectType(type)) visit(getNamedType(type.getFields()[name]!.type).name);
  }
  return Object.fromEntries(Object.entries(reached).sort(([a], [b]) => a.localeCompare(b)));
}

const scopes = Object.keys(SCOPES) as (keyof typeof SCOPES)[];
const reach = Object.fromEntries(scopes.map((scope) => [scope, reachOf(scope)]));

describe('a scope', () => {
  it('reaches what scope-reach.json says, and nothing else', () => {
    expect(reach).toEqual(committed);
  });

  it('names only fields that there are', () => {
    const missing = scopes
      .flatMap((scope): readonly string[] => SCOPES[scope].inside)
      .filter((named) => {
        const [typeName = '', field = ''] = named.split('.');
        const type = schema.getType(typeName);
        return !isObjectType(type) || (field !== '*' && !type.getFields()[field]);
      });
    expect(missing).toEqual([]);
  });

  it.each(scopes.filter((scope) => scope !== 'tickets:read'))('%s tells of no caller', (scope) => {
    const told = reach[scope]?.Ticket ?? [];
    expect(told.filter((field) => /^caller|^numberCalled|^description|^attachments/.test(field))).toEqual([]);
    for (const types of Object.values(reach[scope] ?? {})) expect(types).not.toContain('tickets');
  });

  it('says of people their names only', () => {
    for (const types of Object.values(reach))
      expect(types.Person ?? ['displayName', 'id']).toEqual(['displayName', 'id']);
  });
});
