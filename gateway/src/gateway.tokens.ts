/** What Nest injects that is no class. */
export const SETTINGS = Symbol('gateway settings');
export const HIVE = Symbol('hive');
export const VERIFY = Symbol('token verifier');
