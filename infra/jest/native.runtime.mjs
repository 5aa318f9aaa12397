import { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';
import { current } from './globals.mjs';

const require = createRequire(import.meta.url);
register('./source.hooks.mjs', import.meta.url);
process.setSourceMapsEnabled(true);

/** What Jest asks of a runtime, by Node's own modules: a process loads each once, for all its files of tests. */
export default class NativeRuntime {
  constructor(_config, environment) {
    this.environment = environment;
  }

  /** Jest's own framework, anew for each file: it keeps the tests that it has met. */
  requireInternalModule(path) {
    delete require.cache[path];
    return require(path);
  }

  requireModule(path) {
    return require(path);
  }

  setGlobalsForRuntime(globals) {
    const { moduleMocker, fakeTimersModern: timers } = this.environment;
    Object.assign(current, globals, {
      jest: {
        fn: (implementation) => moduleMocker.fn(implementation),
        spyOn: (...args) => moduleMocker.spyOn(...args),
        useFakeTimers: (options) => timers.useFakeTimers(options),
        useRealTimers: () => timers.useRealTimers(),
        setSystemTime: (now) => timers.setSystemTime(now),
        advanceTimersByTimeAsync: (ms) => timers.advanceTimersByTimeAsync(ms),
      },
    });
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  async unstable_importModule(path) {
    // Node's own, which knows where the sources are
    Error.prepareStackTrace = undefined;
    await import(pathToFileURL(path).href);
  }

  getSourceMaps() {
    return new Map();
  }

  getAllCoverageInfoCopy() {
    return undefined;
  }

  enterTestCode() {}

  leaveTestCode() {}

  teardown() {}
}

// how Jest, which requires it, knows the default export of a module
export const __esModule = true;
