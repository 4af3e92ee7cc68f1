import { readFileSync, writeFileSync } from 'node:fs';
import { generatedPages } from './docs/generated-pages.ts';

for (const [file, text] of Object.entries(await generatedPages())) {
  if (readFileSync(file, 'utf8') === text) continue;
  writeFileSync(file, text);
  console.log(`${file} is new.`);
}
