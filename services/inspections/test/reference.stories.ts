import { beforeAll, describe, expect, it } from '@jest/globals';
import { rowFaults } from '@zhishou/platform/audit/verify-rows';
import { PEOPLE, type Who } from '@zhishou/testkit/people';
import type { InspectionsWorld } from './inspections.world.js';
import { hashOf, photo, PhotoClient } from './photo.client.js';

interface Place {
  world: InspectionsWorld;
  /** a visit whose record is asked for DUST, among others */
  visitId: string;
}

interface View {
  id: string;
  state: string;
  title: string;
  withdrawalReason: string | null;
  allowedActions: string[];
  versions: {
    no: number;
    note: string | null;
    publishedBy: { id: string };
    file: { sentSha256: string; sha256: string; url: string };
  }[];
}

const VIEW = `id state title withdrawalReason allowedActions
  versions { no note publishedBy { id } file { sentSha256 sha256 url } }`;

const TYPES = {
  createReferenceDocument: 'CreateReferenceInput',
  publishReferenceVersion: 'PublishReferenceInput',
  linkReferenceDocument: 'LinkReferenceInput',
  withdrawReferenceDocument: 'WithdrawReferenceInput',
} as const;

const source = (name: keyof typeof TYPES) =>
  `mutation ($input: ${TYPES[name]}!) { ${name}(input: $input) { ${VIEW} } }`;

const PDF = (text: string) => Buffer.from(`%PDF-1.7\n${text}`);
const PLAN = {
  title: '应急处理预案',
  kind: 'EMERGENCY_PLAN',
  checklistItems: ['DUST'],
  faultTypes: ['POWER'],
};

/** What the bureau's own rules are to those who issue them and those who follow them. */
export function referenceStories(open: () => Place): void {
  let world: InspectionsWorld;
  let visitId: string;
  let client: PhotoClient;
  let id: string;

  const change = async (name: keyof typeof TYPES, input: object, who: Who = 'supervisor') =>
    (await world.ask<Record<string, View>>(who, source(name), { input }))[name]!;
  const refused = (name: keyof typeof TYPES, input: object, who: Who = 'supervisor') =>
    world.refusal(who, source(name), { input });
  const upload = (bytes: Buffer) =>
    client.send('supervisor', 'requestReferenceUpload', { referenceId: id }, bytes);
  const read = async (who: Who) =>
    (
      await world.ask<{ referenceDocument: View | null }>(
        who,
        `query ($id: ID!) { referenceDocument(id: $id) { ${VIEW} } }`,
        { id },
      )
    ).referenceDocument;
  const listed = async (filter: object, who: Who = 'engineer') => {
    const query = `query ($filter: ReferenceFilter) { referenceDocuments(filter: $filter) { nodes { id } } }`;
    const { referenceDocuments } = await world.ask<{ referenceDocuments: { nodes: { id: string }[] } }>(
      who,
      query,
      { filter },
    );
    return referenceDocuments.nodes.map((node) => node.id);
  };
  const applyTo = async (faultType: string) => {
    const query = `query ($visit: ID!, $kinds: [_Any!]!) {
      visit(id: $visit) { checklist { items { code referenceDocuments { id } } } }
      _entities(representations: $kinds) { ... on FaultType { referenceDocuments { id } } } }`;
    const kinds = [{ __typename: 'FaultType', code: faultType }];
    const { visit, _entities } = await world.ask<{
      visit: { checklist: { items: { code: string; referenceDocuments: { id: string }[] }[] }[] };
      _entities: { referenceDocuments: { id: string }[] }[];
    }>('engineer', query, { visit: visitId, kinds });
    const items = visit.checklist
      .flatMap((one) => one.items)
      .filter((item) => item.referenceDocuments.length);
    return { items: items.map(({ code }) => code), ofFault: _entities[0]!.referenceDocuments };
  };

  beforeAll(() => {
    ({ world, visitId } = open());
    client = new PhotoClient(world);
  });

  describe("a document of the bureau's own rules", () => {
    it('is the bureau’s alone until a version of it is published', async () => {
      ({ id } = await change('createReferenceDocument', PLAN));
      expect((await refused('createReferenceDocument', PLAN, 'dispatcher')).code).toBe('FORBIDDEN');
      expect(await read('engineer')).toBeNull();
      expect(await listed({})).toEqual([]);
      expect(await read('admin')).toMatchObject({ state: 'DRAFT', versions: [] });
      expect(await applyTo('POWER')).toEqual({ items: [], ofFault: [] });
    });

    it('applies to what the contract knows, and says what it does not', async () => {
      const wrong = { ...PLAN, checklistItems: ['DUST', 'MAGIC'], faultTypes: ['UFO'] };
      expect((await refused('createReferenceDocument', wrong)).fields).toEqual([
        { path: 'checklistItems.1', message: 'MAGIC is in no contract' },
        { path: 'faultTypes.0', message: 'UFO is in no contract' },
      ]);
    });

    it('has versions side by side, each with its file, for everybody to read', async () => {
      const [first, second] = [PDF('first'), PDF('second')];
      await change('publishReferenceVersion', { referenceId: id, fileId: await upload(first), note: '试行' });
      const input = { referenceId: id, fileId: await upload(second), idempotencyKey: 'second' };
      await change('publishReferenceVersion', input, 'admin');
      await change('publishReferenceVersion', input, 'admin');
      const again = { referenceId: id, fileId: input.fileId };
      expect((await refused('publishReferenceVersion', again)).fields).toEqual([
        { path: 'fileId', message: 'is version 2 already' },
      ]);
      for (const who of ['engineer', 'auditor', 'reporter'] as const) {
        const document = await read(who);
        expect(document).toMatchObject({ state: 'IN_FORCE', allowedActions: [] });
        expect(document!.versions).toMatchObject([
          { no: 2, publishedBy: { id: PEOPLE.admin.id }, file: { sha256: hashOf(second) } },
          { no: 1, note: '试行', publishedBy: { id: PEOPLE.supervisor.id }, file: { sha256: hashOf(first) } },
        ]);
        expect(await client.bytesAt(document!.versions[1]!.file.url)).toEqual(first);
      }
    });

    it('of another document, or a sound, is no version of it', async () => {
      const mine = await upload(photo('plan'));
      const other = await change('createReferenceDocument', { ...PLAN, title: '别的' });
      const stolen = await refused('publishReferenceVersion', { referenceId: other.id, fileId: mine });
      expect(stolen.fields).toEqual([{ path: 'fileId', message: 'was not uploaded for this document' }]);
      const sound = await upload(Buffer.from('RIFF\u0024\u0000\u0000\u0000WAVEfmt '.padEnd(64, '\u0000')));
      expect((await refused('publishReferenceVersion', { referenceId: id, fileId: sound })).fields).toEqual([
        { path: 'fileId', message: 'is neither a document nor a picture' },
      ]);
    });

    it('is found by its words and by what it applies to, and shown there', async () => {
      expect(await applyTo('POWER')).toEqual({ items: ['DUST'], ofFault: [{ id }] });
      expect(await applyTo('HARDWARE')).toEqual({ items: ['DUST'], ofFault: [] });
      for (const filter of [{ checklistItem: 'DUST' }, { faultType: 'POWER' }, { text: '预案' }])
        expect(await listed(filter)).toEqual([id]);
      for (const filter of [{ checklistItem: 'PORTS' }, { text: '办法' }, { kind: 'OTHER' }])
        expect(await listed(filter)).toEqual([]);
      await change('linkReferenceDocument', { referenceId: id, checklistItems: ['PORTS'], faultTypes: [] });
      expect(await applyTo('POWER')).toEqual({ items: ['PORTS'], ofFault: [] });
    });

    it('withdrawn applies to nothing and takes nothing more, and stays to be read', async () => {
      const withdraw = { referenceId: id, reason: '另行发布' };
      await change('withdrawReferenceDocument', withdraw);
      const late = await refused('withdrawReferenceDocument', withdraw);
      expect(late).toMatchObject({ code: 'CONFLICT', state: 'WITHDRAWN', allowed: [] });
      const file = await client.refusedRequest('supervisor', 'requestReferenceUpload', { referenceId: id });
      expect(file.code).toBe('CONFLICT');
      expect(await applyTo('POWER')).toEqual({ items: [], ofFault: [] });
      expect(await listed({})).toEqual([]);
      expect(await listed({ withdrawn: true })).toEqual([id]);
      expect(await read('engineer')).toMatchObject({ state: 'WITHDRAWN', withdrawalReason: '另行发布' });
    });

    it('has versions that the database itself keeps', async () => {
      for (const statement of [
        'UPDATE reference_version SET no = 3 WHERE document_id = $1 AND no = 2',
        'DELETE FROM reference_version WHERE document_id = $1',
      ])
        await expect(world.rows(statement, [id])).rejects.toThrow(/is never changed/);
    });

    it('was told of and audited, change by change', async () => {
      const events = await world.rows<{ type: string }>(
        `SELECT event ->> 'type' AS type FROM outbox WHERE key = $1 AND event ->> 'type' LIKE '%reference%' ORDER BY id`,
        [id],
      );
      expect(events.map(({ type }) => type.split('-').at(-1))).toEqual([
        ...['created', 'published', 'published', 'linked', 'withdrawn'],
      ]);
      const faults = await rowFaults(world.db.manager, 'inspections');
      expect(faults.filter(({ detail }) => detail?.startsWith('reference_'))).toEqual([]);
    });
  });
}
