import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { UserError } from '@zhishou/platform/errors';
import { Kind, OperationTypeNode, getOperationAST } from 'graphql';
import type { DocumentNode, ExecutionArgs, SelectionSetNode } from 'graphql';
import { clientIn } from '../client/client.context.js';
import type { ClientContext } from '../client/client.context.js';
import { refusal } from '../errors/public-error.js';
import type { Rates } from './rate.limits.js';

/** Counts mutations by what they do: thirty sign-ins under thirty aliases are thirty. */
export function mutationRatePlugin(rates: Rates): GatewayPlugin<object, ClientContext> {
  return {
    async onExecute({ args, setResultAndStopExecution }) {
      const { document, operationName, contextValue } = args as ExecutionArgs;
      const operation = getOperationAST(document, operationName);
      if (operation?.operation !== OperationTypeNode.MUTATION) return;
      try {
        const fields = fieldsOf(operation.selectionSet, document);
        await rates.mutation(clientIn(contextValue), fields);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        setResultAndStopExecution({ errors: [refusal(error, 429)] });
      }
    },
  };
}

function fieldsOf({ selections }: SelectionSetNode, document: DocumentNode): number {
  let fields = 0;
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) fields += 1;
    else if (selection.kind === Kind.INLINE_FRAGMENT) fields += fieldsOf(selection.selectionSet, document);
    else {
      const spread = document.definitions.find(
        (node) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === selection.name.value,
      );
      if (spread?.kind === Kind.FRAGMENT_DEFINITION) fields += fieldsOf(spread.selectionSet, document);
    }
  }
  return fields;
}
