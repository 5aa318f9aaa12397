import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { NoSchemaIntrospectionCustomRule, validate } from 'graphql';

/** Tells nothing of the schema: no introspection, and no "did you mean" by which it could be guessed name by name. */
export function privateSchemaPlugin(): GatewayPlugin {
  const withoutSuggestions: typeof validate = (schema, document, rules, options, typeInfo) =>
    validate(schema, document, rules, { ...options, hideSuggestions: true }, typeInfo);
  return {
    onValidate({ addValidationRule, setValidationFn }) {
      addValidationRule(NoSchemaIntrospectionCustomRule);
      setValidationFn(withoutSuggestions);
    },
  };
}
