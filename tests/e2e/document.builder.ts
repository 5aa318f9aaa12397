import { stack } from './zhishou.builder.js';

export interface DocumentLink {
  url: string;
  fileName: string;
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Whether a Word file is where the link leads, through the gateway; that it holds the right words its service's tests show. */
export async function isWordFile({ url, fileName }: DocumentLink): Promise<boolean> {
  const answer = await fetch(new URL(url, stack.graphql));
  const bytes = Buffer.from(await answer.arrayBuffer());
  return (
    fileName.endsWith('.docx') &&
    answer.headers.get('content-type') === DOCX &&
    bytes.subarray(0, 2).toString() === 'PK' &&
    bytes.includes('word/document.xml')
  );
}
