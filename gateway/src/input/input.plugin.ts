import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { UserError, badInput } from '@zhishou/platform/errors';
import type { FieldProblem } from '@zhishou/platform/errors';
import { GraphQLError, Kind, getOperationAST, isInputType, typeFromAST } from 'graphql';
import type { DocumentNode, ExecutionArgs } from 'graphql';
import { inputPathOf } from './input.path.js';
import { problem, problemsOf } from './input.problems.js';
import { refusal } from '../errors/public-error.js';
import { writtenValues } from './written.values.js';

/** Says of each wrong input which field it is, in plain words, before anything runs. */
export function inputPlugin(): GatewayPlugin {
  return {
    onRequestParse({ requestParser, setRequestParser }) {
      if (requestParser) setRequestParser((request) => readable(async () => requestParser(request)));
    },
    onValidate({ params, addValidationRule }) {
      addValidationRule(writtenValues);
      return ({ result, setResult }) => {
        if (result.length > 0)
          setResult(
            result.map((error) => withField(params.documentAST as DocumentNode, error as GraphQLError)),
          );
      };
    },
    onExecute({ args, setResultAndStopExecution }) {
      const problems = variableProblems(args);
      if (problems.length > 0) setResultAndStopExecution({ errors: [refusal(badInput(problems), 400)] });
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const problems = variableProblems(args);
      if (problems.length > 0) setResultAndStopExecution({ errors: [refusal(badInput(problems), 400)] });
    },
  };
}

// The parameters of a GET are JSON in an address.
async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw refusal(new UserError('BAD_USER_INPUT', 'variables and extensions must be JSON'), 400);
  }
}

function variableProblems({
  schema,
  document,
  operationName,
  variableValues,
}: ExecutionArgs): FieldProblem[] {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  return definitions.flatMap(({ variable, type: typeNode, defaultValue }) => {
    const name = variable.name.value;
    // what JavaScript would lose on the way: the query would be answered without it
    if (name === '__proto__') return [problem([name], 'cannot be the name of a variable')];
    const value = variableValues && Object.hasOwn(variableValues, name) ? variableValues[name] : undefined;
    const type = typeFromAST(schema, typeNode as never);
    if (!isInputType(type) || (value === undefined && defaultValue !== undefined)) return [];
    const path = inputPathOf(document, (node) => node.kind === Kind.VARIABLE && node.name.value === name);
    return problemsOf(type, value, path ?? [name]);
  });
}

const MISSING_FIELD = /^Field "\w+\.(\w+)" of required type/;
const MISSING_ARGUMENT = /argument "(\w+)" of type .* is required/;

/** Validation errors about values written into the query get the field they are about. */
function withField(document: DocumentNode, error: GraphQLError): GraphQLError {
  const place = error.nodes?.[0];
  const path = place && inputPathOf(document, (node) => node === place);
  const missing = (MISSING_FIELD.exec(error.message) ?? MISSING_ARGUMENT.exec(error.message))?.[1];
  if (path === undefined && missing === undefined) return error;
  const field =
    missing === undefined
      ? problem(path ?? [], error.message)
      : problem([...(path ?? []), missing], 'is required');
  return new GraphQLError(error.message, {
    nodes: error.nodes,
    extensions: { ...error.extensions, fields: [field] },
  });
}
