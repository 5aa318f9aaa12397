import { UserError } from '@zhishou/platform/errors';
import { GraphQLError, Kind, getOperationAST } from 'graphql';
import type { DocumentNode, ExecutionArgs, FragmentDefinitionNode, OperationDefinitionNode } from 'graphql';
import { plainSelections } from './plain.selections.js';
import { refusal } from '../errors/public-error.js';
import { conditionNames, conditionValues } from '../limits/query.conditions.js';
import type { Conditions } from '../limits/query.conditions.js';

/** What the planner is given in place of a client's operation. */
export interface PlainOperation {
  document: DocumentNode;
  definition: OperationDefinitionNode;
}

/** Of one document: what its conditions hang on, and its plain operations by name and outcome of the conditions. */
interface Known {
  conditions: string[];
  plain: Map<string, PlainOperation>;
}

/** Outcomes kept of one document: a client may have as many conditions as it has words. */
const KEPT = 32;

/**
 * Turns operations into ones that ask the same in the plainest way: alone in their document, fragments written out,
 * @skip and @include decided, one field to a response name, and every name a client chose marked so that it cannot meet
 * a field the planner adds (an entity's key, `__typename`). The same operation under the same conditions is the same
 * object each time, by which plans are kept. Answers a refusal where the planner cannot give a true answer.
 */
export function createPlainOperations(): (args: ExecutionArgs) => PlainOperation | GraphQLError {
  const known = new WeakMap<DocumentNode, Known>();
  const knownOf = (document: DocumentNode): Known => {
    const entry = known.get(document) ?? { conditions: conditionNames(document), plain: new Map() };
    known.set(document, entry);
    return entry;
  };
  return (args) => {
    const definition = getOperationAST(args.document, args.operationName);
    if (!definition) return badQuery('The document has no such operation');
    const { conditions: names, plain } = knownOf(args.document);
    const conditions = conditionValues(names, definition, args.variableValues ?? {});
    if (conditions instanceof GraphQLError) return refusal(conditions, 400);
    const key = JSON.stringify([args.operationName ?? null, ...conditions.values()]);
    const operation = plain.get(key) ?? plainOperation(args, definition, conditions);
    if (mixesSchemaAndData(operation)) return badQuery('Ask for __schema and __type in a query of their own');
    if (plain.size >= KEPT) plain.clear();
    plain.set(key, operation);
    return operation;
  };
}

function plainOperation(
  { schema, document }: ExecutionArgs,
  definition: OperationDefinitionNode,
  conditions: Conditions,
): PlainOperation {
  const root = schema.getRootType(definition.operation);
  if (!root) throw new Error(`the graph has no ${definition.operation}`);
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const byName = new Map(fragments.map((node) => [node.name.value, node]));
  const plain: OperationDefinitionNode = {
    ...definition,
    directives: [],
    selectionSet: plainSelections({ schema, fragments: byName, conditions }, [definition.selectionSet], root),
  };
  // only what is asked of the schema itself still spreads any
  const kept: FragmentDefinitionNode[] = asksForSchema(plain) ? fragments : [];
  return { document: { kind: Kind.DOCUMENT, definitions: [plain, ...kept] }, definition: plain };
}

const rootFields = ({ selectionSet }: OperationDefinitionNode): string[] =>
  selectionSet.selections.flatMap((node) => (node.kind === Kind.FIELD ? [node.name.value] : []));

const asksForSchema = (definition: OperationDefinitionNode): boolean =>
  rootFields(definition).some((name) => name === '__schema' || name === '__type');

// Hive gives all of an operation to one of two executors, by its first fields.
function mixesSchemaAndData({ definition }: PlainOperation): boolean {
  return asksForSchema(definition) && rootFields(definition).some((name) => !name.startsWith('__'));
}

function badQuery(message: string): GraphQLError {
  return refusal(new UserError('BAD_USER_INPUT', message), 400);
}
