import { existsSync } from 'node:fs';
import { copyFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { TOOLS } from '../root/repository.js';
import type { Tell } from '../step.js';
import { findJava } from './java.js';
import { installPython, venvProgram } from './python.js';
import { runTool } from './run-tool.js';

const VERSION = '4.1.0';
const JAR = join(TOOLS, `s3proxy-${VERSION}.jar`);
// One jar with everything in it: resolved with its dependencies, it would need some that are not on Maven Central.
const RESOLVE = `from jgo.maven import MavenContext
component = MavenContext().project("org.gaul", "s3proxy").at_version("${VERSION}")
print(component.artifact("jar-with-dependencies").resolve())`;

/** Brings S3Proxy, a server that speaks S3, into the clone's tools; answers the command that runs it. */
export async function installS3Proxy(tell: Tell): Promise<string[]> {
  const command = [await findJava(tell), '-jar', JAR];
  if (existsSync(JAR)) return command;
  tell(`S3Proxy ${VERSION}`);
  await installPython('requirements.txt', tell);
  const answer = await runTool(venvProgram('python'), ['-c', RESOLVE]);
  const next = `${JAR}.${process.pid}`;
  await copyFile(answer.trim().split('\n').at(-1)!, next);
  await rename(next, JAR);
  return command;
}
