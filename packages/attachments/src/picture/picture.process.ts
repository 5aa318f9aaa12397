import { cleanPicture, type PictureJob, PictureRefusal } from './picture.js';

// One picture a process: whatever a decoder does to it, and whatever memory it wants, ends with the process.
const job = JSON.parse(process.argv[2] ?? '') as PictureJob;
try {
  process.stdout.write(JSON.stringify({ cleaned: await cleanPicture(job) }));
} catch (error) {
  if (!(error instanceof PictureRefusal)) throw error;
  process.stdout.write(JSON.stringify({ refused: error.message }));
}
