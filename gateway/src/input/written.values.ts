import { GraphQLError, Kind, getNullableType, isScalarType, valueFromASTUntyped } from 'graphql';
import type { ASTVisitor, ValidationContext, ValueNode } from 'graphql';
import { scalarProblem } from './input.problems.js';

/**
 * Validates what GraphQL leaves to whoever knows more: values written into a query for scalars of ours, which the
 * composed graph knows by name only, and numbers beyond those that planner and subgraphs can read.
 */
export function writtenValues(context: ValidationContext): ASTVisitor {
  const report = (node: ValueNode, message: string) =>
    context.reportError(new GraphQLError(message, { nodes: node }));
  const check = (node: ValueNode): false | undefined => {
    const wanted = node.kind === Kind.LIST ? context.getParentInputType() : context.getInputType();
    const type = wanted ? getNullableType(wanted) : undefined;
    const message = isScalarType(type) ? scalarProblem(type.name, valueFromASTUntyped(node)) : undefined;
    if (message === undefined) return undefined;
    report(node, message);
    return false;
  };
  const checkNumber = (node: ValueNode & { value: string }): false | undefined => {
    const number = Number(node.value);
    if (node.kind === Kind.INT ? Number.isSafeInteger(number) : Number.isFinite(number)) return check(node);
    report(node, 'must be a number that is not as large');
    return false;
  };
  return {
    IntValue: checkNumber,
    FloatValue: checkNumber,
    StringValue: check,
    BooleanValue: check,
    EnumValue: check,
    ListValue: check,
    ObjectValue: check,
  };
}
