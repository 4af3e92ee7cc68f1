import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '#scripts/probe/options.ts';
import { proveResultFiles, writeResultFile } from '#scripts/probe/result-files.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'greenlight-results-'));
  writeFileSync(join(folder, 'there.json'), 'old');
});
afterAll(() => rmSync(folder, { recursive: true }));
const prove = (json: string | null, junit: string | null) => (): void => proveResultFiles({ json, junit });

describe('the files that a result goes to', () => {
  it('are proved before anything is asked, and nothing is written meanwhile', () => {
    expect(prove(join(folder, 'there.json'), join(folder, 'new.xml'))).not.toThrow();
    expect(prove('-', null)).not.toThrow();
    expect(prove(null, null)).not.toThrow();
    expect(readFileSync(join(folder, 'there.json'), 'utf8')).toBe('old');
  });

  it('are refused by name where they cannot be', () => {
    expect(prove(folder, null)).toThrow(UsageError);
    expect(prove(folder, null)).toThrow(`--json ${folder} cannot be written: it is a folder. Name another file.`);
    const nowhere = join(folder, 'nowhere');
    expect(prove(null, join(nowhere, 'x.xml'))).toThrow(
      `--junit ${nowhere}/x.xml cannot be written: there is no folder ${nowhere}. Name another file.`,
    );
    const below = join(folder, 'there.json', 'x.xml');
    expect(prove(null, below)).toThrow(`--junit ${below} cannot be written: ${folder}/there.json is not a folder. Name another file.`);
  });

  it('are refused where this user may not write', ({ skip }) => {
    skip(process.getuid?.() === 0, 'root may write everywhere');
    expect(prove('/proc/version', null)).toThrow('this user may not write there');
  });

  it('say in a sentence where the writing failed in spite of it', () => {
    expect(writeResultFile('--junit', join(folder, 'late.xml'), '<x/>')).toBeNull();
    expect(readFileSync(join(folder, 'late.xml'), 'utf8')).toBe('<x/>');
    expect(writeResultFile('--junit', folder, '<x/>')).toMatch(
      /^--junit .* could not be written: EISDIR.*The result is shown here only\.$/,
    );
  });
});
