/** Injection tokens of what the chassis provides and no class names. */
export const LOGGER = Symbol('Logger');
export const BROKER = Symbol('Broker');
export const TOKEN_VERIFIER = Symbol('TokenVerifier');
