import { unzipSync, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';

/** What a workbook of any length an office works with comes to, unpacked. */
const MOST_BYTES = 100_000_000;

/** Why a workbook is not read, in words for whoever brought it. */
export class WorkbookRefusal extends Error {}

/**
 * The cells of the first sheet of an .xlsx, row by row from its first; of a formula, what it came to. A day is midnight UTC.
 * @throws WorkbookRefusal for what is no workbook, or a far larger one than it looks
 */
export async function readWorkbook(
  bytes: Uint8Array,
): Promise<(string | number | boolean | Date | null)[][]> {
  const sound = repacked(bytes);
  try {
    return (await readSheet(sound)) as (string | number | boolean | Date | null)[][];
  } catch {
    throw new WorkbookRefusal('不是能读的 Excel 工作簿（.xlsx）');
  }
}

/** Unpacked within what it says of its size, and no further, before a reader sees it. */
function repacked(bytes: Uint8Array): ArrayBuffer {
  let total = 0;
  const fits = ({ originalSize }: { originalSize: number }) => {
    total += originalSize;
    if (total > MOST_BYTES) throw new WorkbookRefusal(`解开后超过 ${MOST_BYTES / 1_000_000} MB`);
    return true;
  };
  try {
    const { buffer } = zipSync(unzipSync(bytes, { filter: fits }), { level: 0 });
    return buffer;
  } catch (error) {
    if (error instanceof WorkbookRefusal) throw error;
    throw new WorkbookRefusal('不是完好的 Excel 工作簿（.xlsx）');
  }
}
