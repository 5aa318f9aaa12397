import type { ApolloServerPlugin } from '@apollo/server';
import { Kind, OperationTypeNode, type OperationDefinitionNode } from 'graphql';
import type { Logger } from '../log.js';

/** One line a request, when it is answered: mutations always, the rest for whoever looks for it (`debug`). */
export function requestLog(logger: Logger): ApolloServerPlugin {
  return {
    requestDidStart: () => {
      const began = performance.now();
      return Promise.resolve({
        willSendResponse: ({ operation, errors }) => {
          const line = {
            asked: operation && rootFields(operation),
            ms: Math.round(performance.now() - began),
            errors: errors?.map(({ extensions }) => extensions.code),
          };
          if (operation?.operation === OperationTypeNode.MUTATION) logger.info(line, 'answered a mutation');
          else logger.debug(line, 'answered a query');
          return Promise.resolve();
        },
      });
    },
  };
}

// Names only: arguments may hold what must not be logged.
function rootFields({ selectionSet }: OperationDefinitionNode): string[] {
  return selectionSet.selections.map((selection) =>
    selection.kind === Kind.FIELD ? selection.name.value : '…',
  );
}
