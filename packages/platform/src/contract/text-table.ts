/** Chinese characters and full-width signs take two columns of a terminal. */
const widthOf = (text: string): number =>
  [...text].reduce((width, char) => width + (/[⺀-￦]/.test(char) ? 2 : 1), 0);

/** Rows under one another, two blanks between columns; the last column is left as long as it is. */
export function textTable(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell))))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `  ${line}`)
    .join('\n');
}
