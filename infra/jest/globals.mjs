/** What Jest gives the file of tests that runs. */
export const current = {};

/** The function of this name that the running file has: who loads a module for several files keeps no other's. */
const given = (name) =>
  new Proxy(() => undefined, {
    apply: (_target, self, args) => Reflect.apply(current[name], self, args),
    get: (_target, property) => current[name][property],
  });

/** `@jest/globals`, as tests import it. */
export const afterAll = given('afterAll');
export const afterEach = given('afterEach');
export const beforeAll = given('beforeAll');
export const beforeEach = given('beforeEach');
export const describe = given('describe');
export const expect = given('expect');
export const it = given('it');
export const jest = new Proxy({}, { get: (_target, property) => current.jest[property] });
