import { afterEach, beforeEach, expect, it, vi, type MockInstance } from 'vitest';
import { handleError } from '#web/app/entry.server.tsx';

let written = '';
let write: MockInstance;
beforeEach(() => {
  written = '';
  write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((written += String(text)), true));
});
afterEach(() => write.mockRestore());

const request = new Request('http://panel/ops?token=CANARY');
const answer = (status: number) => ({ status, statusText: 'Says So', internal: true, data: 'CANARY' });

it('is quiet about what was asked for wrongly: the asker is told', () => {
  handleError(answer(405), { request });
  expect(written).toBe('');
});

it('writes down in one line what is our own fault, without what the page was asked with', () => {
  handleError(new Error('it broke'), { request });
  handleError(answer(503), { request });
  const lines = written
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string>);
  expect(lines.map(({ message }) => message)).toEqual(['GET /ops failed', 'GET /ops failed']);
  expect(lines[0]!['stack']).toMatch(/^Error: it broke\n +at /);
  expect(lines[1]!['stack']).toBe('503 Says So');
  expect(written).not.toContain('CANARY');
});

it('is quiet about who went away before the answer', () => {
  handleError(new Error('it broke'), { request: new Request('http://panel/ops', { signal: AbortSignal.abort() }) });
  expect(written).toBe('');
});
