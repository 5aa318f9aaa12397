import { unavailable } from '@zhishou/platform/errors';
import { createPubSub } from 'graphql-yoga';
import { GraphQLError } from 'graphql';
import { startSubgraph } from './subgraph.builder.js';
import type { ToySubgraph } from './subgraph.builder.js';

interface Ticket {
  id: string;
  by: { id: string };
  locked?: boolean;
}

export interface Toys {
  directory: ToySubgraph;
  tickets: ToySubgraph;
  /** sends an event to whoever subscribes to `ticketChanged` */
  change(ticket: Ticket): void;
  /** lets the mutation `slow` answer */
  finishSlow(): void;
  stop(): Promise<void>;
}

const coded = (message: string, extensions: Record<string, unknown>) =>
  new GraphQLError(message, { extensions });

const DIRECTORY = /* GraphQL */ `
  type Query {
    me: Person!
    people(first: Int): PersonConnection!
    conflict: String
    crash: String!
  }
  type PersonConnection {
    nodes: [Person!]!
    totalCount: Int!
  }
  type Person @key(fields: "id") {
    id: ID!
    name: String!
    nickname: String
    friends(first: Int): PersonConnection!
  }
`;

export const startDirectory = (port = 0) =>
  startSubgraph(
    'directory',
    DIRECTORY,
    {
      Query: {
        me: () => ({ id: 'psn_1', name: 'Li' }),
        people: () => ({ nodes: [], totalCount: 0 }),
        conflict: () => {
          throw coded('not now', {
            code: 'CONFLICT',
            state: 'CLOSED',
            allowed: ['recordCallback'],
            stacktrace: ['at x.ts'],
          });
        },
        crash: () => {
          throw new Error('select * from secret_table at postgres://10.0.0.1');
        },
      },
      Person: {
        friends: () => ({ nodes: [], totalCount: 0 }),
        // eslint-disable-next-line @typescript-eslint/require-await -- as the services' own: a rejection, not a throw
        __resolveReference: async ({ id }: { id: string }) => {
          if (id === 'psn_away') throw unavailable();
          if (id === 'psn_gone') throw coded('Person psn_gone does not exist', { code: 'NOT_FOUND' });
          return id === 'psn_unknown' ? null : { id, name: `name of ${id}` };
        },
      },
    },
    port,
  );

const TICKETS = /* GraphQL */ `
  enum Severity {
    MAJOR
    GENERAL
  }
  input Place {
    room: String!
    floor: Int
  }
  input ReportInput {
    severity: Severity!
    summary: String!
    unitsAffected: Int
    places: [Place!]
    urgent: Boolean = false
  }
  type Query {
    ticket(id: ID!): Ticket
    tickets: [Ticket!]!
  }
  type Mutation {
    report(input: ReportInput!): Ticket!
    refused: String
    slow: String
  }
  type Subscription {
    ticketChanged(id: ID): Ticket!
  }
  type Ticket @key(fields: "id") {
    id: ID!
    by: Person!
    maybe: Person
    secret: String!
    history: [String!]!
  }
  type Person @key(fields: "id", resolvable: false) {
    id: ID!
  }
`;

/** Two subgraphs: people, and tickets that point at people. */
export async function startToys(): Promise<Toys> {
  const changes = createPubSub<{ ticket: [Ticket] }>();
  let finishSlow = () => {};
  const slow = new Promise<string>((resolve) => (finishSlow = () => resolve('done')));
  const byId = (id: string): Ticket => ({ id, by: { id: id.replace('tkt', 'psn') } });
  const directory = await startDirectory();
  const tickets = await startSubgraph('tickets', TICKETS, {
    Query: {
      ticket: (_: unknown, { id }: { id: string }) => byId(id),
      tickets: () => ['tkt_1', 'tkt_gone', 'tkt_unknown'].map(byId),
    },
    Mutation: {
      report: (_: unknown, { input }: { input: { summary: string } }) =>
        byId(input.summary === 'away' ? 'tkt_away' : 'tkt_9'),
      refused: () => {
        throw unavailable();
      },
      slow: () => slow,
    },
    Subscription: {
      ticketChanged: { subscribe: () => changes.subscribe('ticket'), resolve: (ticket: Ticket) => ticket },
    },
    Ticket: {
      history: () => {
        throw unavailable();
      },
      secret: ({ locked }: Ticket) => {
        if (locked) throw coded('not for you', { code: 'FORBIDDEN' });
        return 'open';
      },
    },
  });
  const toys: Toys = {
    directory,
    tickets,
    change: (ticket) => changes.publish('ticket', ticket),
    finishSlow: () => finishSlow(),
    // a test may have put a restarted one in the place of either
    stop: async () => {
      await Promise.all([toys.directory.stop(), toys.tickets.stop()]);
    },
  };
  return toys;
}
