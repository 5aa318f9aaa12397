import type { ApolloServerPlugin } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import type { GraphqlContext } from './graphql-context.js';

/** Notes of a request that it is a query, before anything is read for it. */
export const readingPlugin: ApolloServerPlugin<GraphqlContext> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ operation, contextValue }) => {
        contextValue.request.isReading = operation?.operation === OperationTypeNode.QUERY;
        return Promise.resolve();
      },
    }),
};
