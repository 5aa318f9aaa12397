import { readFileSync } from 'node:fs';
import { evaluate } from '@zhishou/rules/score/neutral/evaluate';
import { factsFile, FormatError, type FormatProblem } from '@zhishou/rules/score/neutral/facts-file';
import { calledFrom } from '../root/called-from.js';

const USAGE = `用法 usage: npm run --silent score -- evaluate <file>
                               export <month> [--contract <id>]
                               replay [<month>] [--contract <id>]
                               what-if <month> [--contract <id>] [--without <id>] [--alter <id>=<json>]
                                       [--choice <name>=<value>] [--rule <item>.<name>=<number>]
                               facts [--rebuild]
evaluate 按 docs/facts.md 的格式读入合同与事实，逐案例算出考核表或结算，以 JSON 数组输出。
evaluate reads contracts and facts in the format of docs/facts.md and prints one answer a case, as a JSON array.
export   以同一格式输出一个月的合同与事实 prints a month's contract and facts in that format
replay   由事实重算已评分的月份，与存档逐项比较 computes scored months again and compares them, item by item
facts    由各服务的事件重建事实并与现存者比较；--rebuild 写入空的事实表
         builds the facts anew from the events of all services and compares; --rebuild fills the table where it is empty
what-if  假设某事未发生或规则不同，两表并列，差额到分 both sheets side by side, the difference in fen`;

const MOST_SHOWN = 20;

/** Why a file is not evaluated, in words for an operator. */
class FileError extends Error {}

export interface Outcome {
  /** 0 done, 1 the file cannot be evaluated, 2 the command is wrong */
  exitCode: 0 | 1 | 2;
  text: string;
}

/** Runs `evaluate` on a file of facts. */
export function runScoreCommand([command, file, ...rest]: string[]): Outcome {
  if (command !== 'evaluate' || file === undefined || rest.length > 0) return { exitCode: 2, text: USAGE };
  try {
    const answers = evaluate(factsFile(readJson(calledFrom(file))));
    return { exitCode: 0, text: `[\n${answers.map((answer) => JSON.stringify(answer)).join(',\n')}\n]` };
  } catch (error) {
    if (error instanceof FileError) return { exitCode: 1, text: `${file}：${error.message}` };
    if (error instanceof FormatError)
      return { exitCode: 1, text: `${file}：${tellProblems(error.problems)}` };
    throw error;
  }
}

function readJson(path: string): unknown {
  const text = readText(path);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FileError(`不是 JSON not JSON（${(error as Error).message}）`);
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new FileError(code === 'ENOENT' ? '没有这个文件 no such file' : `读不了 cannot be read（${code}）`);
  }
}

function tellProblems(problems: FormatProblem[]): string {
  const lines = problems
    .slice(0, MOST_SHOWN)
    .map(
      ({ place, caseName, expected, found }) =>
        `  ${place || '整个文件 the whole file'}${caseName ? `（案例 case ${caseName}）` : ''}：应为 expected ${expected}，实为 found ${found}`,
    );
  const more = problems.length > MOST_SHOWN ? [`  …共 ${problems.length} 处 in all`] : [];
  return ['不符合事实文件的格式，见 docs/facts.md（not in the format）：', ...lines, ...more].join('\n');
}
