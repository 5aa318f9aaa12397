import { setTimeout } from 'node:timers/promises';
import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { UserError } from '@zhishou/platform/errors';
import { GraphQLError, parse } from 'graphql';
import type { DocumentNode, ExecutionArgs, ExecutionResult, ParseOptions, Source } from 'graphql';
import { clientIn } from '../client/client.context.js';
import type { Client, ClientContext } from '../client/client.context.js';
import { refusal, tooComplex } from '../errors/public-error.js';
import { costOf } from './query.cost.js';
import { measure } from './query.measure.js';
import type { Rates } from './rate.limits.js';

export interface Limits {
  /** size of a request's body, bytes */
  bodyBytes: number;
  /** words and signs of a document */
  tokens: number;
  /** fields inside fields */
  depth: number;
  aliases: number;
  /** fields of a document with its fragments written out */
  fields: number;
  /** objects an operation may read, see costOf */
  cost: number;
}

const REFUSED_AFTER_MS = 1_000;

/**
 * Refuses what asks for too much: tokens while parsing, shape before validation, cost with the call's variables: of one
 * operation, and of all that a person asks in a minute.
 */
export function limitsPlugin(limits: Limits, rates: Rates): GatewayPlugin<object, ClientContext> {
  const judged = new WeakMap<DocumentNode, GraphQLError | undefined>();
  const shapeProblem = (document: DocumentNode): GraphQLError | undefined => {
    if (!judged.has(document)) judged.set(document, excess(limits, measure(document)));
    return judged.get(document);
  };
  const stopIfTooDear = async (execution: Execution) => {
    const cost = costOf(execution.args);
    const problem =
      excess(limits, { cost }) ?? (await overBudget(clientIn(execution.args.contextValue), cost));
    if (problem) execution.setResultAndStopExecution({ errors: [problem] });
  };
  const overBudget = async (client: Client, cost: number): Promise<GraphQLError | undefined> => {
    try {
      await rates.cost(client, cost);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // who asks on without waiting is slowed down, so that refusing costs no more than answering did
      await setTimeout(REFUSED_AFTER_MS);
      return refusal(error, 429);
    }
    return undefined;
  };
  return {
    onParse(parsing) {
      const parseFn: typeof parse = (source, options) => parseWithin(limits.tokens, source, options);
      parsing.setParseFn(parseFn);
    },
    onValidate({ params, setResult }) {
      const problem = shapeProblem(params.documentAST as DocumentNode);
      if (problem) setResult([problem]);
    },
    onExecute: stopIfTooDear,
    onSubscribe: stopIfTooDear,
  };
}

interface Execution {
  args: ExecutionArgs;
  setResultAndStopExecution(result: ExecutionResult): void;
}

const NAMES: Partial<Record<keyof Limits, string>> = {
  depth: 'levels deep',
  aliases: 'aliases',
  fields: 'fields',
  cost: 'objects to read',
};

function excess(limits: Limits, sizes: Partial<Limits>): GraphQLError | undefined {
  for (const [name, size] of Object.entries(sizes) as [keyof Limits, number][])
    if (size > limits[name])
      return refusal(
        tooComplex(`The query is too large: ${size} ${NAMES[name]}, at most ${limits[name]}`),
        400,
      );
  return undefined;
}

function parseWithin(maxTokens: number, source: string | Source, options?: ParseOptions): DocumentNode {
  try {
    return parse(source, { ...options, maxTokens });
  } catch (error) {
    // the parser goes down the stack: lists in lists reach its end before the last token is read
    if (error instanceof RangeError) throw refusal(tooComplex('The query is nested too deep'), 400);
    if (!(error instanceof GraphQLError)) throw error;
    if (!error.message.includes(`more that ${maxTokens} tokens`))
      throw refusal(new UserError('BAD_USER_INPUT', error.message), 400);
    throw refusal(tooComplex(`The query is too large: at most ${maxTokens} tokens`), 400);
  }
}
