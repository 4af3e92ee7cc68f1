import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createChecks } from '#activities/checks/create-checks.ts';
import { readTargets } from '#env.ts';
import { wireExpectations } from '#scripts/sandbox/wire-expectations.ts';
import { FAILURE_CLASSES } from '#workflows/core/failure-class.ts';

const checks = createChecks(readTargets({}));

describe.each(checks.map((check) => [check.entry.name, check] as const))('%s', (name, { entry }) => {
  it('has a page that says what it proves, asks and needs, and what to do', () => {
    expect(existsSync(entry.doc), `${entry.doc} is missing`).toBe(true);
    const page = readFileSync(entry.doc, 'utf8');
    for (const part of [name, '**What it proves.**', '**What it asks.**', '**Variables.**', '## What to do']) expect(page).toContain(part);
  });

  it('has a file that is named after it', () => {
    expect(readdirSync(join('activities/checks', entry.scope))).toContain(`${entry.capability.replaceAll('_', '-')}.ts`);
  });

  it('is met in a test by every fault of the wire, or has one of its own', () => {
    const own = join('test/activities/checks', entry.scope, `${entry.capability.replaceAll('_', '-')}.test.ts`);
    expect(wireExpectations.some(({ check }) => check === name) || existsSync(own)).toBe(true);
  });

  it('requires only checks that exist', () => {
    for (const required of entry.requires) expect(checks.map((check) => check.entry.name)).toContain(required);
  });

  it('is not configured without its variables, and names them', () => {
    expect(entry.configured).toBe(false);
    expect(entry.missing.length).toBeGreaterThan(0);
    for (const variable of entry.missing) expect(readFileSync('.env.example', 'utf8')).toContain(variable);
  });
});

it('every failure class has its sentence', () => {
  const page = readFileSync('docs/failure-classes.md', 'utf8');
  for (const failureClass of FAILURE_CLASSES) expect(page).toMatch(new RegExp(`\\| \`${failureClass}\`\\s+\\| \\S`));
});
